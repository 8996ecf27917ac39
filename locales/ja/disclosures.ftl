disclosures-mail-shown-subject = 読んで、決めていただきたいものがあります
disclosures-mail-shown = あなたの承諾がないかぎり、何も外に出ません。読んでから、出すか出さないかを選んでください。
disclosures-mail-decided-subject = 返事がありました
disclosures-mail-decided = お願いしていたことに、本人が返事をしました。
disclosures-mail-asked-subject = もう一人の確認を待っています
disclosures-mail-asked = あなたの確認を待っている人がいます。開いて、読んで、決めてください。
disclosures-mail-opened-subject = あなた宛ての文があります
disclosures-mail-opened = あなただけが読める文が届いています。読めるのは期限までです。
disclosures-mail-told-subject = あなたの記録に、お知らせがあります
disclosures-mail-told = あなたに関することで、お伝えすることがあります。いつ、だれに、何のためにかは、開いて読めます。
disclosures-mail-review-subject = 24時間以内に、確かめてください
disclosures-mail-review = 急ぎの知らせが外に出ました。そのときの判断がどうだったかを、関わっていない人の目で確かめてください。
disclosures-history = これまでの歩み
# $what (String) - 起きたこと
# $until (String) - 期限
disclosures-event-until = { $what }（{ $until }まで）
disclosures-kind-item = 会社に伝えること
disclosures-kind-copy = 事例の写し
disclosures-kind-emergency = 緊急の知らせ
disclosures-kind-order = 法の求めによる抜粋
disclosures-kind-hazard = 会社が守るための抜粋
disclosures-kind-handover = 引き継ぎ
disclosures-event-shown = 本人に見せた
disclosures-event-given = 本人が承諾した
disclosures-event-refused = 本人が断った
disclosures-event-withdrawn = 本人が承諾を取り消した
disclosures-event-asked = もう一人の確認を求めた
disclosures-event-taken = 理由を書いて引き受けた
disclosures-event-agreed = もう一人が確かめて同意した
disclosures-event-declined = 確かめて、出さないと決めた
disclosures-event-opened = 宛先の人が読めるようにした
disclosures-event-reviewed = あとから確かめた
disclosures-event-closed = 閉じた
disclosures-title = 外に出るもの
disclosures-lead = 二人のあいだから外に出るもの、出してよいか聞かれているものが、ここにあります。
disclosures-list-waiting = あなたの返事を待っています
disclosures-list-others = これまで
disclosures-list-nothing = 外に出たものも、聞かれているものもありません。
disclosures-list-yours = 読んで決める
disclosures-list-waits = 返事を待っています
# $until (String) - 期限
disclosures-list-open = { $until }まで読めます
disclosures-list-closed = 終わりました
# $names (String) - 名前
# $when (String) - 日時
disclosures-list-about = { $names }（{ $when }）
disclosures-destroyed = 文面は消しました。いつ、だれに、何があったかだけが残っています。
# $name (String) - 読む人の名前
# $when (String) - 日時
disclosures-watermark = { $name }・{ $when } に表示。写しを取らないでください。
# $name (String) - 相談者の名前
disclosures-act-show = { $name }に見てもらう
disclosures-act-yes = この文のまま、伝えてよい
disclosures-act-no = 伝えないでください
disclosures-act-back = 承諾を取り消す
disclosures-act-end = 取り下げる
disclosures-act-agree = 同意して出す
disclosures-act-decline = 出さない
# $name (String) - 読む人の名前
disclosures-back-about = 取り消すと、{ $name }は、その次の一回から読めなくなります。
# $name (String) - 相談者の名前
disclosures-item-lead = 会社の一人に、この文のまま伝えます。{ $name }が読んで承諾するまで、だれにも届きません。
disclosures-item-nobody = 会社の窓口の人が、まだいません。管理者に頼んで招いてもらってください。
disclosures-item-reader = 会社のだれに
disclosures-item-text = 伝える文
disclosures-item-text-about = 一字でも変えるときは、新しく書いて、もう一度見てもらいます。
# $name (String) - 相談者の名前
disclosures-item-readers-first = あなた・{ $name }（承諾のあとは、選んだ一人も）
# $supporter (String) - 支援者の名前
# $reader (String) - 読む人の名前
disclosures-item-asks = { $supporter }が、次の文を{ $reader }に伝えてよいか聞いています。断っても、支援は何も変わりません。
# $name (String) - 相談者の名前
disclosures-item-waits = { $name }の返事を待っています。まだ、だれにも届いていません。
# $until (String) - 期限
disclosures-item-for-you = 本人が読んで、あなたに伝えることを承諾した文です。{ $until }まで読めます。
# $reader (String) - 読む人の名前
# $until (String) - 期限
disclosures-item-open = { $reader }が、{ $until }まで読めます。
# $reader (String) - 読む人の名前
disclosures-item-closed = 終わりました。{ $reader }には読めません。
disclosures-item-once = 伝わるのは、この文だけです。ほかに話したことは何も伝わりません。
# $name (String) - 相談者の名前
disclosures-handover-lead = { $name }の記録を、ほかの支援者に引き継ぎます。本人が承諾するまで、引き継ぐ人は何も読めません。
disclosures-handover-nobody = 引き継げる支援者が、ほかにいません。
disclosures-handover-successor = だれに引き継ぎますか
disclosures-handover-what = 引き継ぐのは、話したいこと、二人の記録、渡された三行のふりかえり、プロフィールシートです。手控え、面談の計画、手紙は引き継ぎません。
# $supporter (String) - 支援者の名前
# $successor (String) - 引き継ぐ人の名前
disclosures-handover-asks = { $supporter }が、あなたの記録を{ $successor }に引き継いでよいか聞いています。断っても、これからの支援は受けられます。
# $name (String) - 相談者の名前
disclosures-handover-waits = { $name }の返事を待っています。引き継ぐ人は、まだ何も読めません。
# $client (String) - 相談者の名前
# $supporter (String) - 支援者の名前
# $successor (String) - 引き継ぐ人の名前
disclosures-handover-officer = { $client }から二週間返事がありません。{ $supporter }から{ $successor }への引き継ぎを、本人に代わって確かめてください。同意すると、本人に知らせます。
# $supporter (String) - 支援者の名前
# $client (String) - 相談者の名前
disclosures-handover-for-you = { $supporter }から、{ $client }の記録を引き継いでいます。
# $successor (String) - 引き継ぐ人の名前
disclosures-handover-open = { $successor }が読めます。
disclosures-handover-closed = 終わりました。引き継ぐ人には読めません。
# $successor (String) - 引き継ぐ人の名前
disclosures-handover-yes = { $successor }に引き継いでよい
disclosures-handover-no = 引き継がないでください
# $name (String) - 相談者の名前
disclosures-handover-silent = { $name }から二週間返事がありません。記録の責任者に、代わりに確かめてもらえます。本人には知らせます。
disclosures-handover-act-ask = 責任者に確かめてもらう
disclosures-handover-act-read = 引き継いだ記録を読む
# $name (String) - 相談者の名前
disclosures-going-on = { $name }から引き継いだ記録
# $name (String) - 相談者の名前
disclosures-going-on-about = 開くたびに、{ $name }の「だれが何を開いたか」に残ります。
# $name (String) - 相談者の名前
disclosures-case-lead = { $name }と話したことが外に出るのは、ここにある道だけです。どの道も、{ $name }の記録に残ります。
disclosures-case-ways = 外に出す道
disclosures-case-item = 本人が読んで承諾した一つの文を、会社の一人に
disclosures-case-handover = 本人が承諾した支援者に、記録を
disclosures-mail-moved-subject = お待ちいただいていたことが、進みました
disclosures-mail-moved = 関わっていただいていることに、動きがありました。開いて、次にすることを確かめてください。
disclosures-mail-passage-subject = 書き出していただきたいところがあります
disclosures-mail-passage = 記録の一部を求める書面が届きました。求められている範囲を確かめて、その部分だけを書き出してください。
disclosures-case-copy = 名前を伏せて書きなおし、スーパーバイザーに見てもらいます。
