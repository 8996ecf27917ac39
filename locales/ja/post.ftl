# $name (String) - 氏名
post-greeting = { $name } 様
# $organisation (String) - 組織の名前
post-why = { $organisation }のご案内です。相談の内容は、メールには書きません。
# $subject (String) - 用件
# $organisation (String) - 組織の名前
post-subject = { $subject }｜{ $organisation }
