booking-taken = この時間は、さきほどうまりました
booking-missing = この時間は、予約できる時間ではなくなりました
# $when (String) - 選んだ日時
booking-taken-what = 選んだ日時は { $when } です。書いたものは残っています。近い日時に、そのまま移れます。
booking-others = 近い日時
booking-take-other = この時間にする
booking-no-other = いま空いている近い日時がありません。希望の日時を三つ送ると、返事が届きます。
booking-offer-act = 希望の日時を三つ送る
booking-all-times = 空いている日時をぜんぶ見る
booking-other-time = ほかの日時
booking-form = 予約
# $name (String) - 相手の名前
booking-with = { $name }との面談
# $minutes (Number) - 残りの分
booking-kept = この時間を、あと{ $minutes }分お取りしておきます。
booking-kept-no-more = お取りしておく時間はすぎました。まだ空いていれば、このまま予約できます。
booking-carried = 前回の答えから始めています。変わったところだけ直せば、先へ進めます。
# $names (String) - 読める人の名前
booking-readers = あなた・{ $names }
booking-check-act = 確かめる
booking-unsaved = 書いています
booking-unkept = まだ保存できていません。つながりしだい、もう一度ためします。
# $when (String) - 日時
booking-saved-at = { $when } 保存済み
booking-check = 予約の確かめ
booking-back-to-form = 書くところへもどる
booking-day-unit = 日
booking-when = 日時
booking-who = 相手
booking-plan = プラン
# $plan (String) - プランの名前
# $ordinal (Number) - 何回目か
# $minutes (Number) - 長さの分
booking-plan-is = { $plan }・{ $ordinal }回目・{ $minutes }分
booking-where = 会い方
booking-online = オンライン
# $link (String) - つなぐ先
booking-online-at = オンライン { $link }
booking-place-later = 場所は支援者から知らせがあります
booking-no-answer = （書いていません）
booking-edit = 直す
booking-confirm-act = 予約する

booking-cancellation = 面談の取りやめ
# $name (String) - 相手の名前
booking-cancel-what = 予定が変わることは、だれにでもあります。取りやめると、{ $name }に知らせが届き、この時間は空きにもどります。
# $when (String) - 期限の日時
booking-cancel-until = { $when } までは、ここで取りやめられます。
# $when (String) - 期限の日時
booking-cancel-closed = 取りやめを受けつけていたのは { $when } まででした。これからの変更は、支援者の側からできます。
booking-move-instead = ほかの日時に変える
booking-cancel-words = ひとこと
# $name (String) - 相手の名前
booking-cancel-words-about = 理由は書かなくて大丈夫です。{ $name }に伝えたいことがあれば、どうぞ。
booking-cancel-act = 取りやめる
booking-leave = そのままにする
booking-to-meeting = 面談のページへ

booking-move = 面談の日時の変更
# $when (String) - いまの日時
booking-now-at = いまの日時は { $when } です。
# $when (String) - 期限の日時
booking-move-until = { $when } までは、ここで変えられます。
# $when (String) - 期限の日時
booking-move-closed = 日時の変更を受けつけていたのは { $when } まででした。これからの変更は、支援者の側からできます。
# $name (String) - 支援者の名前
booking-move-nothing = { $name }の空いている日時が、いまはありません。
booking-more-times = この先の日時を見る
booking-move-act = この時間に変える

booking-calendar-title = 打合せ
booking-mail-confirmed = 面談の予約ができました
# $name (String) - 相手の名前
booking-mail-confirmed-what = { $name }との面談の予約ができました。
booking-mail-moved = 面談の日時が変わりました
# $name (String) - 相手の名前
booking-mail-moved-what = { $name }との面談の日時が変わりました。
booking-mail-cancelled = 面談は取りやめになりました
# $name (String) - 相手の名前
booking-mail-cancelled-what = { $name }との面談は取りやめになりました。
booking-mail-tomorrow = 明日は面談です
# $name (String) - 相手の名前
booking-mail-tomorrow-what = { $name }との面談が近づいています。
booking-mail-soon = まもなく面談です
# $name (String) - 相手の名前
booking-mail-soon-what = { $name }との面談が、まもなく始まります。
# $when (String) - 日時
booking-mail-when = 日時　{ $when }
# $place (String) - 場所
booking-mail-where = 場所　{ $place }
