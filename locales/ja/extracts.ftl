extracts-new = 記録の一部を求められたとき
extracts-lead = 法の求め、または会社が人を守る務めのために、記録の一部を出すときの手順です。求めの書面があるときだけ始めます。書き出すのは担当の支援者で、あなたが記録を開くことはありません。
extracts-case = どの二人のことか
# $client (String) - 相談者の氏名
# $supporter (String) - 支援者の氏名
extracts-case-of = { $client }と{ $supporter }
extracts-kind = 何にもとづくか
extracts-kind-about = 会社が守るための抜粋は、本人が文面を読んで承諾したときだけ出ます。
extracts-recipient = 会社で受け取る人
extracts-recipient-about = 会社が守るための抜粋のときに選びます。法の求めには、紙で渡します。
extracts-by = 求めているところ
extracts-by-about = 裁判所や監督署など、または会社の部署と担当。
extracts-reference = 書面の番号や表題
extracts-reference-about = 手もとの書面と、あとから照らし合わせられるように。
extracts-dated = 書面の日付
extracts-scope = 求められている範囲
extracts-scope-about = いつの、どのことについてか。書面が名指ししている部分だけ。
extracts-request-readers = 本人・担当の支援者・個人情報の担当
extracts-act-begin = 支援者に書き出しを頼む
extracts-request = 求めの内容
extracts-whose = だれの記録か
extracts-supporter = 担当の支援者
extracts-lead-officer = はじめた担当
extracts-officers = 個人情報の担当
extracts-passage = 書き出した部分
extracts-passage-about = 求められている範囲だけを。ほかの人のこと、範囲の外のことは書かずにおきます。
extracts-act-write = この内容で残す
# $client (String) - 相談者の名前
extracts-act-show = { $client }に見せる
extracts-act-ask = もう一人の担当に確かめてもらう
extracts-act-agree = 同意して出す
extracts-act-decline = 出さない
extracts-second = 確かめの答え
# $client (String) - 相談者の名前
extracts-second-about = 求めの書面の範囲を出ていないか、要らないことが書かれていないかを見てください。出すと、{ $client }に知らせます。
# $recipient (String) - 会社で受け取る人
extracts-decide-about = 承諾したときだけ、もう一人の担当が確かめたうえで、この文面だけが{ $recipient }に届きます。断っても、支援は何も変わりません。
extracts-end-about = 求めが取り下げられたときや、もう要らないときに。書き出した部分はその場で破棄されます。
extracts-act-end = 終えて破棄する
extracts-yours-to-write = 求められている範囲だけを書き出してください。記録を開くのはあなただけです。
# $supporter (String) - 支援者の名前
extracts-awaits-supporter = { $supporter }が書き出すのを待っています。
extracts-ask-next = 次は、もう一人の担当の確かめです。一人では出せません。
# $client (String) - 相談者の名前
extracts-show-next = 次は、{ $client }に、出ることになる文面をそのまま見せます。
# $lead (String) - はじめた担当
extracts-awaits-lead = { $lead }の次の一歩を待っています。
# $recipient (String) - 会社で受け取る人
extracts-yours-to-decide = { $recipient }に届くことになる文面です。読んでから、出すか出さないかを決めてください。
# $client (String) - 相談者の名前
extracts-awaits-client = { $client }の返事を待っています。返事があるまで、何も出ません。
# $lead (String) - はじめた担当
extracts-yours-to-agree = { $lead }が、あなたの確かめを待っています。
extracts-awaits-second = もう一人の担当の確かめを待っています。
# $when (String) - 期限
extracts-open = 二人の担当が確かめました。{ $when }に閉じ、書き出した部分は破棄されます。
extracts-over = 終わりました。何がいつ、だれに、何にもとづいて出たかは、記録として残ります。
# $reader (String) - 見ている人
# $when (String) - 日時
extracts-watermark = { $reader }が{ $when }に開きました
flash-extract-begun = 支援者に書き出しを頼みました。
