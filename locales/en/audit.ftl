audit-mail-subject = Checkpoint of the audit log (row { $row })
audit-mail-what = This is where the audit log stands now.
audit-mail-keep = Please keep this mail. If somebody cuts off the end of the log, or writes it anew, it will no longer fit this line. There is no name and nothing anybody said in it.
