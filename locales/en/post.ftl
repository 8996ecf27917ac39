post-greeting = Dear { $name },
post-why = This is a notice from { $organisation }. What you talk about is never written in a mail.
post-subject = { $subject } | { $organisation }
