language-name = 日本語

frame-product = Banso
frame-title-joint = ｜
frame-skip = 本文へ
frame-pages = おもなページ
frame-home = ホーム
frame-calendar = 予定
frame-writing = 書いたもの
frame-people = 仲間
frame-find = さがす
frame-me = 自分のこと
frame-programmes = 参加しているプログラム
frame-help = ヘルプ
frame-other-language = English
frame-theme = 表示
frame-theme-auto = 自動
frame-theme-light = 明るい
frame-theme-dark = 暗い
frame-demo = 見本
# $name (String) - 敬称のついた氏名
frame-demo-as = いま { $name }として見ています。
# $name (String) - 敬称のついた氏名
# $role (String) - 役割
frame-demo-as-role = いま { $name }（{ $role }）として見ています。
frame-demo-nobody = これは見本です。人も話も、つくりものです。
frame-demo-switch = ほかの人になる
frame-joint = ・
frame-role-client = 相談者
frame-role-supporter = 支援者
frame-role-manager = 運営
frame-role-administrator = 管理者
frame-role-data-officer = 個人情報の担当
frame-role-duty-officer = 緊急時の当番
frame-role-supervisor = スーパーバイザー
frame-role-company-viewer = 企業の窓口
frame-role-trainer = 講師
frame-role-auditor = 監査の担当
# $name (String) - 姓または氏名
frame-san = { $name }さん
# $fault (String) - 直すこと
# $label (String) - 欄の名前
frame-fault-at = { $label }：{ $fault }
frame-faults = 直すと先へ進めます
frame-required = 必須
frame-optional = 任意
frame-zones-common = よく使うもの
frame-zones-others = そのほか
frame-readers = 読める人

fault-missing = まだ空欄です。書くか、選んでください。
# $max (Number) - 文字数
fault-too-long = 長すぎます。{ $max }文字までにしてください。
# $min (Number) - 文字数
fault-too-short = 短すぎます。{ $min }文字より長くしてください。
fault-email = メールアドレスとして読めません。name@example.jp の形で書いてください。
fault-date = 日付として読めません。2026-12-05 の形で書いてください。
fault-time = 時刻として読めません。20:00 の形で書いてください。
# $min (Number) - いちばん小さい数
# $max (Number) - いちばん大きい数
fault-number = { $min }から{ $max }までの数で書いてください。
fault-choice = 選べるものの中から選んでください。
fault-order = 始まりが終わりより後になっています。順を直してください。
fault-taken = すでにあります。別のものにしてください。
fault-wrong = 合いません。もう一度たしかめてください。
fault-kana = ひらがなかカタカナで書いてください。
fault-latin = ローマ字で書いてください。
fault-guessable = だれでも思いつきそうです。ほかの言葉にしてください。

problem-not-found = ページが見つかりません
problem-not-found-what = 住所がまちがっているか、あなたの読めるページではありません。ホームから、もう一度たどってみてください。
problem-method = このページでは、それはできません
problem-method-what = ページの途中から開いたのかもしれません。ホームから、もう一度たどってみてください。
problem-foreign = ほかのサイトから送られた内容は受け取れません
problem-foreign-what = このサイトのページを開いて、そこから送ってください。
problem-not-a-form = 読めない形で送られました
problem-not-a-form-what = このサイトのページの書き込み欄から送ってください。
problem-too-large = 大きすぎて受け取れません
problem-too-large-what = 文章を短くするか、いくつかに分けて送ってください。
problem-too-many = 少し待ってください
problem-too-many-what = 短いあいだに多くの操作がありました。一分ほどしてから、もう一度ためしてください。
problem-too-late = もうできません
problem-too-late-what = 期限がすぎたか、すでに済んでいます。いまの状態はホームにあります。
problem-unavailable = いまは開けません
problem-unavailable-what = 少ししてから、もう一度開いてください。書いたものは失われていません。
problem-ours = うまくいきませんでした
problem-ours-what = こちらの不具合です。書いたものは残っています。続くときは、下の番号を添えて知らせてください。
problem-home = ホームへ
# $number (String) - 控えの番号
problem-reference = 控えの番号 { $number }

date-japan-time = 日本標準時
# $day (Number) - 日
# $month (String) - 月
# $weekday (String) - 曜日
date-day = { $month }月{ $day }日（{ $weekday }）
# $day (Number) - 日
# $month (String) - 月
# $weekday (String) - 曜日
# $year (String) - 年
date-day-year = { $year }年{ $month }月{ $day }日（{ $weekday }）
# $month (String) - 月
date-month = { $month }月
# $day (String) - 日
# $time (String) - 時刻
date-when = { $day } { $time }
date-today = 今日
date-tomorrow = 明日
date-yesterday = きのう
# $days (Number) - 日数
date-in-days = あと{ $days }日
# $days (Number) - 日数
date-days-ago = { $days }日前
# $weekday (String) - 曜日
date-listed = （{ $weekday }）
# $weekday (String) - 曜日
date-listed-holiday = （{ $weekday }・祝）
date-monday = 月
date-tuesday = 火
date-wednesday = 水
date-thursday = 木
date-friday = 金
date-saturday = 土
date-sunday = 日
date-mon = 月
date-tue = 火
date-wed = 水
date-thu = 木
date-fri = 金
date-sat = 土
date-sun = 日
date-month-1 = 1
date-month-2 = 2
date-month-3 = 3
date-month-4 = 4
date-month-5 = 5
date-month-6 = 6
date-month-7 = 7
date-month-8 = 8
date-month-9 = 9
date-month-10 = 10
date-month-11 = 11
date-month-12 = 12

flash-saved = 保存しました。
flash-signed-out = ログアウトしました。
flash-signed-out-elsewhere = ほかのログインを、すべて終わらせました。
flash-email-confirmed = メールアドレスを確かめました。
flash-password-changed = パスワードを変えました。ほかのログインは終わらせました。
flash-booked = 予約しました。知らせを送りました。
flash-moved = 日時を変えました。知らせを送りました。
flash-cancelled = 取りやめました。知らせを送りました。
flash-offered = 三つの日時を送りました。返事を待ちます。
flash-letter-sent = 手紙を送りました。10分のあいだは、取りもどせます。
flash-letter-recalled = 手紙を取りもどしました。続きを書けます。
flash-agreed = 約束ごとを残しました。
flash-withdrawn = 取り消しました。次の一回から、もう読まれません。
flash-signed = 署名しました。
flash-reply-sent = 返事を送りました。
flash-openings-changed = 枠を変えました。
flash-invited = 招待を送りました。
flash-joined = 参加しました。ログインして始めましょう。
flash-reminded = 声をかけるメールを送りました。
flash-retried = もう一度ためします。
flash-shown = 本人に届けました。返事があるまで、何も外に出ません。
flash-decided = 返事を残しました。
flash-asked = もう一人の確認を求めました。
flash-ended = 閉じました。
frame-exits = 外に出るもの
