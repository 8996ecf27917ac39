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
disclosures-handover-silent = { $name }から二週間返事がありません。個人情報の担当に、代わりに確かめてもらえます。本人には知らせます。
disclosures-handover-act-ask = 個人情報の担当に確かめてもらう
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
disclosures-mail-settled-subject = 緊急の知らせについて、当番が決めました
disclosures-mail-settled = 出したか、出さなかったか、いつまで開いているかは、開いて読めます。
disclosures-mail-overdue-subject = 確かめる期限が過ぎました
disclosures-mail-overdue = 緊急の知らせが外に出てから24時間が過ぎましたが、まだだれも確かめていません。きょうのうちにお願いします。
emergency-title = 緊急の知らせ
emergency-list = 緊急の知らせの一覧
emergency-first = 命があぶないときは、先に電話してください。
emergency-call-119 = 119（救急・消防）
emergency-call-110 = 110（警察）
emergency-no-call = 。このページは、電話の代わりにはなりません。
emergency-new = 当番に知らせる
emergency-new-lead = だれかの身に危険があるとき、避けるのに要ることだけを、要る人に伝えます。当番の二人が確かめてから出します。
emergency-pair-label = だれとだれの面談で知りましたか
# $client (String) - 相談者の姓名
# $supporter (String) - 支援者の姓名
emergency-pair = { $client }（支援者：{ $supporter }）
emergency-choose = 選んでください
emergency-the-client = 相談者
emergency-who = 危険があるのは
# $client (String) - 相談者の呼び名
emergency-who-client = { $client }本人
emergency-who-other = ほかの人
# $client (String) - 相談者の呼び名
emergency-from-talk-with = （{ $client }との面談で知ったこと）
emergency-danger = どんな危険か
emergency-danger-about = いつ、どこで、何が起こりそうか。面談で話したほかのことは書きません。
emergency-asks = だれに、何をしてほしいか
emergency-asks-about = 例：今夜のうちに家族が会いに行く。病院に連絡する。
emergency-to = 伝える先
emergency-to-outside = 団体の外の人や機関（当番が電話で伝えます）
# $name (String) - 会社の窓口の人
emergency-to-company = { $name }（企業の窓口。ここで読みます）
emergency-outside = 外の人や機関の名前と、電話番号
emergency-outside-about = 伝える先が団体の外のときに書きます。
# $names (String) - 当番の人たち
emergency-writing-readers = { $names }（当番）、あなた。出ることになれば、伝える先の人。外に出たことは、相談者本人にも知らせます。
emergency-act-ask = 当番を呼ぶ
emergency-packet = 伝えること
emergency-asked-by = 知らせた人
# $names (String) - 読める人たち
emergency-readers = { $names }。外に出たあとは、確かめる人も
emergency-stands-asked = 当番を呼んでいます。まだだれも引き受けていません。
# $who (String) - 引き受けた人
# $until (String) - いつまで
emergency-stands-taken = { $who }が引き受けました。二人目の返事を、{ $until }まで待っています。
# $who (String) - 引き受けた人
emergency-stands-in-vain = { $who }が引き受けました。15分待ちましたが、二人目の返事がありません。
# $until (String) - いつまで
emergency-stands-open = 外に出しました。{ $until }まで開いています。
# $who (String) - 決めた人
emergency-stands-declined = { $who }が確かめて、外に出さないと決めました。
emergency-stands-closed = 外に出し、いまは閉じています。
# $until (String) - いつまで
emergency-review-due = { $until }までに、関わっていない人が確かめます
# $until (String) - いつまで
emergency-review-late = 確かめる期限（{ $until }）を過ぎています
emergency-charge = 引き受ける
emergency-charge-about = 理由を書いて引き受けると、ほかの当番に二人目を頼みます。二人がそろうと外に出ます。15分待っても返事がなければ、ひとりで出せます。
emergency-reason = 外に出す理由
emergency-reason-about = 40文字以上。どんな危険が迫っていて、なぜほかの手だてでは間に合わないか。あとから確かめる人が読みます。
# $n (String) - 文字数
emergency-count = いま{ $n }文字
# $client (String) - 相談者の呼び名
emergency-told = { $client }に、先に伝えましたか
emergency-told-about = まず本人に頼むか、伝えます。危険が増すとき、連絡がつかないときは、そのことを書いてください。
emergency-told-yes = 伝えた
emergency-told-no = 伝えていない
emergency-untold = 伝えていないわけ
emergency-untold-about = 伝えていないときに書きます。
emergency-minutes = 開いておく長さ
# $minutes (Number) - 分
emergency-minutes-are = { $minutes }分
emergency-act-charge = 引き受けて、二人目を呼ぶ
emergency-blocked = いまは引き受けられません
# $at (String) - いつ
emergency-blocked-about = あなたが引き受けて{ $at }に外に出た知らせを、まだだれも確かめていません。確かめが済むまでは、ほかの当番が引き受けます。
emergency-blocked-see = 確かめを待っている知らせを見る
emergency-wait = 待つあいだに
# $minutes (Number) - 分
emergency-wait-about = ほかの当番を、電話でも呼んでください。あと{ $minutes }分待って返事がなければ、あなたひとりで出せます。
emergency-look-again = いまの様子を見る
emergency-alone = ひとりで出せます
emergency-alone-about = 15分待ちましたが、返事がありません。ひとりで出したことは記録に残り、24時間以内に、関わっていない人が確かめます。
# $minutes (Number) - 分
emergency-act-alone = ひとりで出す（{ $minutes }分間）
emergency-second = あなたが二人目です
# $client (String) - 相談者の呼び名
emergency-second-about = 上の理由を読んで、外に出してよいかを決めてください。同意すると、すぐに開きます。{ $client }にも知らせが届きます。
# $minutes (Number) - 分
emergency-act-agree = 同意して出す（{ $minutes }分間）
emergency-refusal = 外に出さない
emergency-refusal-about = この知らせは閉じ、知らせた人にすぐ伝わります。新しいことがわかれば、もう一度知らせてもらえます。
emergency-act-refuse = 出さないと決める
# $to (String) - 伝える先
emergency-pass-on = いま、電話で伝えてください：{ $to }
emergency-pass-on-about = 読み上げるのは「伝えること」の文だけです。面談のほかのことは伝えません。
# $to (String) - 伝える先
emergency-reads-now = { $to }が、ここで読めます
emergency-reads-now-about = 知らせのメールも送りました。急ぐときは、電話で呼んでください。
# $client (String) - 相談者の呼び名
emergency-was-told = { $client }には、先に伝えました。
# $client (String) - 相談者の呼び名
# $why (String) - わけ
emergency-was-not-told = { $client }には、先に伝えていません：{ $why }
# $minutes (Number) - 分
emergency-open-for = { $minutes }分間、開いておきます。
emergency-review = 確かめる
emergency-review-about = そのときわかっていたことで、外に出したのはもっともだったか。だれかを責めるためではなく、次のために残します。
emergency-finding = どう考えますか
emergency-justified = もっともだった
emergency-unjustified = もっともではなかった
emergency-unclear = どちらともいえない
emergency-judgement = そう考えるわけ
emergency-judgement-about = 20文字以上。当番と、個人情報の担当が読みます。
emergency-act-review = 確かめたことを残す
emergency-verdict = 確かめた結果
emergency-list-lead = だれかの身に危険があるときの知らせです。ここには、時と様子だけが並びます。
emergency-list-new = 電話で聞いたことを知らせる
emergency-list-empty = いま、知らせはありません。
emergency-list-waiting = 返事を待っている
emergency-list-open = 外に出ている
emergency-list-unjudged = 確かめを待っている
emergency-list-past = 済んだもの
# $at (String) - いつ
# $who (String) - 知らせた人
emergency-list-asked = { $at }　{ $who }から
emergency-told-title = 緊急の知らせが出ました
emergency-told-lead = だれかの身の危険を避けるために、必要なことだけが外に出ました。あなたの記録そのものは、開いていません。
emergency-told-when = いつ
emergency-told-to = だれに
emergency-told-outside = 団体の外の人か機関（名前は、文といっしょに封をしてあります）
emergency-told-until = いつまで読めるか
emergency-told-over = （いまは閉じています）
emergency-told-by = 出すと決めた人
emergency-told-alone = 15分待って、二人目の返事がありませんでした
emergency-told-review = あとからの確かめ
# $at (String) - いつ
# $by (String) - 確かめた人
emergency-told-reviewed = { $at }に、{ $by }が確かめました
emergency-told-packet = 書かれたこと
emergency-told-words = 何が書かれたかは、封をしてあります。申し出て、個人情報の担当が同意すれば、ここで読めます。
disclosures-mail-wanted-subject = 読みたいという申し出があります
disclosures-mail-wanted = 緊急の知らせについて、本人が、書かれたことを読みたいと申し出ています。開いて、答えてください。
disclosures-mail-answered-subject = 申し出に返事がありました
disclosures-mail-answered = 書かれたことを読みたいという申し出に、個人情報の担当が答えました。
emergency-who-you = あなた
emergency-act-request = 読みたいと申し出る
# $at (String) - いつ
emergency-request-waits = { $at }に申し出ました。個人情報の担当の返事を待っています。
# $who (String) - 答えた人
emergency-request-refused = いまは読めません。{ $who }がそう答えました。わけは、{ $who }にたずねられます。あらためて申し出ることもできます。
# $client (String) - 相談者の呼び名
emergency-request = { $client }が、書かれたことを読みたいと申し出ています
# $at (String) - いつ
emergency-request-about = { $at }の申し出です。本人のことなので、読めるのがふつうです。だれかに害が及ぶおそれがあるときだけ、断れます。
emergency-answer = 返事
emergency-answer-yes = 同意する
emergency-answer-no = 断る
emergency-answer-why = 断るわけ
emergency-answer-why-about = 断るときに、20文字以上。記録に残ります。
emergency-act-answer = 返事を残す
emergency-refused = 読むのを断ったわけ
disclosures-case-emergency = だれかの身に危険があるとき、避けるのに要ることだけを、当番の二人が確かめて
disclosures-mail-moved-subject = お待ちいただいていたことが、進みました
disclosures-mail-moved = 関わっていただいていることに、動きがありました。開いて、次にすることを確かめてください。
disclosures-mail-passage-subject = 書き出していただきたいところがあります
disclosures-mail-passage = 記録の一部を求める書面が届きました。求められている範囲を確かめて、その部分だけを書き出してください。
disclosures-case-copy = 名前を伏せて書きなおし、スーパーバイザーに見てもらいます。
