directory-title = 支援者をさがす
# $many (Number) - 人数
directory-many = { $many }人が相談を受けています。
# $title (String) - 標準時の名前
# $zone (String) - 略号
directory-zone = 時刻は{ $title }（{ $zone }）です。
directory-need = 話したいこと
directory-need-any = どんなことでも
directory-when = 空いている時間
directory-when-any = いつでも
directory-when-evenings = 平日の夜
directory-when-weekends = 土曜・日曜・祝日
directory-plan = プラン
directory-from = 始まり
directory-to = 終わり
directory-find = さがす
directory-nobody = 条件に合う人は、いまはいません。
directory-nobody-what = 時間の幅を広げるか、話したいことを選びなおすと、見つかることがあります。
directory-all = すべての支援者を見る
directory-common = 同じところ
directory-next = 次に空いている時間
directory-none = いまは空いている時間がありません。
directory-offer = 希望の日時を三つ送る
directory-choose = 日時をえらぶ
directory-readers = ログインしているすべての人
directory-work = 仕事のこと
directory-work-now = いまの仕事
directory-industries = 業界
directory-strengths = 得意なこと
# $plan (String) - プランの名前
# $minutes (Number) - 分
directory-plan-minutes = { $plan }（{ $minutes }分）
# $name (String) - 敬称のついた姓または氏名
directory-slots-title = { $name }との面談の日時
# $plan (String) - プランの名前
# $ordinal (Number) - 何回目か
# $minutes (Number) - 分
directory-slots-plan = { $plan }・{ $ordinal }回目・{ $minutes }分
directory-with-letter = 手紙つき
directory-zone-change = 時間帯を変える
# $plan (String) - プランの名前
# $minutes (Number) - 分
directory-plan-switch = { $plan }（{ $minutes }分）にする
# $month (String) - 月
directory-month-see = { $month }の日時を見る
# $minutes (Number) - 分
directory-cutoff-minutes = 開始の{ $minutes }分前までは変えられます。
# $hours (Number) - 時間
directory-cutoff-hours = 開始の{ $hours }時間前までは変えられます。
# $days (Number) - 日
directory-cutoff-days = 開始の{ $days }日前までは変えられます。
# $year (String) - 年
directory-year = { $year }年
directory-day-unit = 日
directory-slot = 日時
# $time (String) - 時刻
directory-taken = { $time }　うまりました
directory-gone = その時間はうまりました。ほかの時間から選べます。
directory-month-empty = この月には、空いている時間がまだありません。
directory-book = この時間で申し込む
directory-entry-title = 紹介のページ
directory-entry-published = 公開しています。「支援者をさがす」に出ています。
directory-entry-unpublished = まだ公開していません。書きかけでも保存できます。
directory-entry-preview = ほかの人からの見え方
directory-entry-save = 保存して公開を続ける
directory-entry-publish = 公開する
directory-entry-keep = 公開せずに保存する
directory-entry-look = 見え方をたしかめる
directory-entry-withdraw = 公開をやめる
directory-headline = ひとこと
directory-headline-hint = どんな人の、どんな話を聞きたいか。一文で。
directory-about = 自己紹介
directory-work-hint = 例：人事・メーカー15年
directory-tags = 見せてもよいこと
directory-tags-hint = 一行に一つ。同じことを見せている人に「同じところ」として出ます。
directory-needs = 力になれる話
directory-needs-hint = 一行に一つ。「話したいこと」でさがす人に見つかります。
directory-lines-hint = 一行に一つ。
