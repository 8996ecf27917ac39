demo-title = 見本の人たち
demo-about = 伴走舎という団体も、ここにいる人も、話したことも、すべてつくりものです。だれかになると、その人の画面をそのまま見たり、書いたりできます。
demo-mail = メールは外に出ません。
demo-outbox = 送信箱を読む
demo-first = まずは、この人から
demo-supporters = ほかの支援者
demo-clients = ほかの相談者
demo-officers = 責任をもつ人
# $programme (String) - プログラムの名
# $role (String) - 役割
demo-role = { $programme }・{ $role }
demo-become = この人になる
# $name (String) - 敬称のついた氏名
demo-become-as = この人になる（{ $name }）
demo-empty = まだだれもいません。banso demo で始めると、見本の人たちがそろいます。
