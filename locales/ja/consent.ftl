consent-title = はじめの約束ごと
# $name (String) - 相手の名前
consent-lead = { $name }と会う前に、五つだけ読んで答えてください。どれも、断っても支援は変わりません。一つ目だけは、読んでいただいてから始めます。
# $name (String) - 相手の名前
consent-lead-supporter = { $name }の答えを待っています。会う30分前から、いっしょに進めることもできます。
# $name (String) - 相手の名前
consent-all-answered = { $name }とのあいだで、いま決まっていることです。
# $name (String) - 支援者の名前
consent-about-supporter = { $name }のページを見る
consent-ask = 聞いてみたいことがある
# $name (String) - 相手の名前
consent-question = 会ったときに{ $name }と話したいこと
consent-not-all = いま決められないものは、空けたままにしておけます。
consent-act-agree = 答えを残して署名する
consent-act-enter = この内容で残す
consent-method = どのように答えましたか
# $name (String) - 相談者の名前
consent-method-room = この端末で、{ $name }が自分で押した
consent-method-paper = 紙に署名した
consent-method-spoken = 口頭で答え、書きとめた
# $name (String) - 相談者の名前
consent-method-about = あなたの名前が立会人として残り、{ $name }にメールで知らせます。
consent-decided = 決まっていること
consent-words = 文面を読む
consent-act-withdraw = 取り消す
# $title (String) - 約束ごとの見出し
consent-act-withdraw-clause = 「{ $title }」への同意を取り消す
consent-withdraw-about = 取り消しは、押したその次の一回から効きます。
consent-withdrawn = 取り消しました
# $when (String) - 日時
# $name (String) - 支援者の名前
consent-in-room = { $when }・{ $name }の端末で
# $when (String) - 日時
# $name (String) - 支援者の名前
consent-on-paper = { $when }・紙で、{ $name }が記録
# $when (String) - 日時
# $name (String) - 支援者の名前
consent-spoken = { $when }・口頭で、{ $name }が記録
consent-questions = 聞いてみたいこと
consent-settled = 話しました
consent-act-settle = 話しました
# $name (String) - 相手の名前
consent-readers = あなたと{ $name }
consent-signed = 署名
consent-unsigned = まだです
consent-act-sign = この内容に署名する
consent-receipt-see = 控えを見る
consent-receipt = 約束ごとの控え
# $organisation (String) - 団体の名前
# $client (String) - 相談者の氏名
# $supporter (String) - 支援者の氏名
consent-receipt-between = { $organisation }・{ $client }・{ $supporter }
# $n (Number) - 版の番号
consent-version = 第{ $n }版
consent-digest = 署名の対象
consent-receipt-json = データで受け取る（JSON）
consent-was-shown = 読みました（答えはまだ）
consent-was-given = 同意しました
consent-was-refused = 断りました
consent-was-expired = 期限が来ました
consent-was-superseded = 文面が新しくなりました
consent-mail-entered-subject = 約束ごとが記録されました
# $name (String) - 支援者の名前
consent-mail-entered = { $name }が、あなたとの約束ごとを記録しました。内容を確かめ、いつでも取り消せます。
# $name (String) - 相談者の名前
consent-closed = { $name }が守秘の約束を読むと、ここに開きます。会ったときに、いっしょに進めることもできます。
consent-row = はじめの約束ごと
clauses-title = 約束ごとの文面
clauses-lead = はじめに会う二人が答える文面です。書きなおすと新しい版になり、前の版は、見た人のために残ります。
clauses-act = 書きなおす
# $title (String) - 約束ごとの見出し
clauses-act-of = 「{ $title }」を書きなおす
# $n (Number) - 版の番号
clause-lead = いまは第{ $n }版です。
# $lang (String) - 言語
clause-title-in = 見出し（{ $lang }）
# $lang (String) - 言語
clause-body-in = 文面（{ $lang }）
clause-body-about = 一行が一つの段落になります。
clause-material = 意味が変わる
clause-material-about = 同意していた人に、もう一度たずねます。守秘の約束なら、答えるまで支援者は書かれたものを開けません。
clause-act = 新しい版として残す
