people-sign-in = ログイン
people-sign-in-act = ログインする
people-sign-in-held = 書いたものはお預かりしています。ログインすると、続きから送れます。
people-email = メールアドレス
people-email-hint = 確認のメールを送ります。
people-password = パスワード
people-password-hint = 10文字以上。短い文のように、自分だけが思いつく言葉がおすすめです。
people-forgot = パスワードを忘れたとき
people-new-here = はじめての方は、登録からどうぞ。
people-by-invitation = はじめての方は、届いた招待のメールからお入りください。
# $seconds (Number) - 秒
people-wait-seconds = { $seconds }秒ほど待って、もう一度ためしてください。
# $minutes (Number) - 分
people-wait-minutes = { $minutes }分ほど待って、もう一度ためしてください。
people-wait-why = 合わないログインが続いたときは、少しずつ間をあけています。
people-sign-out = ログアウトする

people-sign-up = 登録
people-sign-up-what = 相談を受けたい方は、ここから登録できます。
people-sign-up-act = 登録する
# $email (String) - メールアドレス
people-sign-up-sent = { $email } にメールを送りました。メールの中のリンクを開くと、登録が済みます。
people-sent = メールをご覧ください
people-sent-missing = 数分しても届かないときは、迷惑メールの中と、アドレスの書きまちがいを見てみてください。

people-confirmation = メールアドレスの確認
people-confirmation-what = ボタンを押すと、このメールアドレスでログインできるようになります。
people-confirmation-act = 確認する

people-reset = パスワードの再設定
people-reset-what = 新しいパスワードを決めるためのリンクを、メールで送ります。
people-reset-act = メールを受け取る
# $email (String) - メールアドレス
people-reset-sent = { $email } が登録されていれば、リンクの入ったメールが届きます。リンクは30分使えます。
people-new-password = 新しいパスワード
people-new-password-what = 決めると、いまのログインはすべて終わります。新しいパスワードでログインしてください。
people-new-password-act = パスワードを決める
people-password-change = パスワードの変更
people-password-change-what = 変えると、ほかのブラウザのログインは終わります。
people-password-current = いまのパスワード
people-password-change-act = パスワードを変える

people-logins = ログイン中のブラウザ
people-logins-what = 心あたりのないものがあれば、終わらせてからパスワードを変えてください。
people-logins-short = どこでログインしているかを確かめられます。
people-logins-act = 一覧を見る
people-logins-end = ほかのログインをすべて終わらせる
# $time (String) - 日時
people-login-since = { $time } から
# $time (String) - 日時
people-login-seen = 最後に使ったのは { $time }
people-login-this = このブラウザ
people-login-end = 終わらせる
# $device (String) - 機器の名前
# $browser (String) - ブラウザの名前
people-browser = { $device }の{ $browser }
people-browser-unknown = 名前のわからないブラウザ

people-names = 名前
people-family = 姓
people-given = 名
people-family-kana = せい
people-given-kana = めい
people-family-latin = 姓（ローマ字）
people-given-latin = 名（ローマ字）
people-latin-hint = かなは並び順に、ローマ字は英語のページに使います。
people-reading = 読み方
people-language = 言語
people-zone = 時間帯
people-zone-tokyo = 日本（東京）
people-zone-seoul = 韓国（ソウル）
people-zone-shanghai = 中国（上海）
people-zone-taipei = 台湾（台北）
people-zone-singapore = シンガポール
people-zone-bangkok = タイ（バンコク）
people-zone-kolkata = インド（コルカタ）
people-zone-dubai = アラブ首長国連邦（ドバイ）
people-zone-berlin = 中央ヨーロッパ（ベルリン）
people-zone-london = イギリス（ロンドン）
people-zone-new-york = アメリカ東部（ニューヨーク）
people-zone-chicago = アメリカ中部（シカゴ）
people-zone-los-angeles = アメリカ西部（ロサンゼルス）
people-zone-honolulu = ハワイ（ホノルル）
people-zone-sydney = オーストラリア東部（シドニー）
people-zone-auckland = ニュージーランド（オークランド）
people-keep = 保存する
people-more = ほかに決められること
people-profile = プロフィールシート
people-profile-short = これまでの歩みを、面談の前に伝えておけます。
people-profile-act = 書く
# $email (String) - メールアドレス
people-signs-in-with = { $email } でログインします。

people-shown = 人に見せること
people-shown-short = 見せた言葉だけが、共通点として現れます。
people-shown-act = 選ぶ
people-shown-what = 選んだ言葉だけが、会う人との共通点として、また支援者をさがすページに現れます。選ばなかったことは、だれにも見えません。
people-shown-tags = 自分のこと
people-shown-needs = 話したいこと、力になれること
people-shown-own = 自分の言葉で
people-shown-own-hint = 片方だけ書いた言葉は、どちらの言語のページにもそのまま出ます。
people-shown-ja = 日本語
people-shown-en = 英語
# $kind (String) - どんな言葉か
# $number (Number) - 何番目か
# $language (String) - 言語
people-shown-field = { $kind } { $number }つ目・{ $language }
# $organisation (String) - 組織の名前
people-shown-readers = { $organisation }に参加している人

people-roster = 参加している人
people-roster-what = 名前と役割です。相談の内容は、ここからは読めません。
people-filter = 役割でしぼる
people-everybody = 全員
people-name = 名前
people-role = 役割
people-joined = 登録した日
people-standing-active = 参加中
people-standing-suspended = お休み中
people-standing-left = 終わり
# $role (String) - 役割
# $standing (String) - いまの状態
people-role-standing = { $role }（{ $standing }）
people-nobody = まだだれもいません。
people-nobody-what = 招待すると、ここに名前が並びます。
people-page-before = 前の50人
people-page-after = 次の50人
people-invited = 返事を待っている招待
# $name (String) - 氏名
# $email (String) - メールアドレス
people-invited-called = { $name }（{ $email }）
# $role (String) - 役割
# $day (String) - 日付
people-invited-until = { $role }・{ $day }まで使えます
people-withdraw = 招待を取り下げる
people-invite-act = 招待する

people-invitation = 招待
people-invitation-what = メールでリンクを送ります。リンクは14日使えます。名前は、わかっていれば書いてください。
people-programme = プログラム
people-invite-send = 招待を送る
people-acceptance = 招待を受ける
# $organisation (String) - 組織の名前
# $role (String) - 役割
people-acceptance-what = { $organisation }から、{ $role }として招待されています。
people-acceptance-known = このメールアドレスは登録されています。参加すると、いまのアカウントに役割が加わります。
people-acceptance-act = 参加する

# $programme (String) - プログラムの名前
# $role (String) - 役割
people-place = { $programme }・{ $role }
# $standing (String) - いまの状態
# $day (String) - 日付
people-since = { $standing }・{ $day }から
people-suspend = お休みにする
people-resume = 再開する
people-end = 参加を終える
people-last = 最後の管理者は、外せません。先に、ほかの人を管理者に招待してください。
people-changes-what = 変えた人と日時は記録に残ります。お休みにすると、その役割でできることが止まります。書いたものは消えません。

people-founding = はじめの準備
people-founding-what = 組織と、最初の管理者をつくります。これを済ませると、ほかのページが開きます。
people-founding-code = 開始コード
people-founding-code-hint = banso serve を動かした画面に出ている、4文字ずつ4組の英数字です。
people-organisation = 組織
people-organisation-ja = 名前（日本語）
people-organisation-en = 名前（英語）
people-who-comes = 登録できる人
people-who-comes-invited = 招待した人だけ
people-who-comes-open = だれでも
people-first-administrator = 最初の管理者
people-founding-act = 始める

people-mail-confirm = メールアドレスの確認
people-mail-confirm-what = 登録ありがとうございます。次のリンクを24時間のうちに開いて、メールアドレスを確かめてください。心あたりがなければ、何もしなくてかまいません。
people-mail-tried = 登録の申し込みがありました
people-mail-tried-what = このメールアドレスで登録の申し込みがありましたが、すでに登録されています。ご自身でしたら、次のページからパスワードを決め直せます。心あたりがなければ、何もしなくてかまいません。
people-mail-reset = パスワードの再設定
people-mail-reset-what = 次のリンクを30分のうちに開いて、新しいパスワードを決めてください。心あたりがなければ、何もしなくてかまいません。
people-mail-changed = パスワードが変わりました
people-mail-changed-what = パスワードが変わり、ほかのログインは終わりました。心あたりがなければ、次のページからすぐに決め直してください。
people-mail-invitation = 招待が届いています
# $role (String) - 役割
people-mail-invitation-what = { $role }として招待されています。次のリンクを14日のうちに開いて、参加してください。
