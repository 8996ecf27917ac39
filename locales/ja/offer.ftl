offer-new = 希望の日時
# $name (String) - 支援者の名前
offer-new-what = 都合のよい日時を三つ送ります。{ $name }が一つを選ぶと、予約になります。返事が届くまで、三つともお取りしておきます。
# $zone (String) - 時間帯の名前
offer-zone = 時刻は{ $zone }です。
# $name (String) - 支援者の名前
offer-back = { $name }の空いている日時
# $number (String) - 何番めか
offer-time = 希望 { $number }
offer-day = 日にち
offer-from = 始まり
# $time (String) - 何番目の希望か
# $part (String) - 欄の名前
offer-field = { $time }の{ $part }
offer-send = 三つの日時を送る
# $name (String) - 相手の名前
offer-page = { $name }との面談の希望日時
# $when (String) - 期限の日時
offer-waits = 返事を待っています。{ $when } までに返事がないときは、三つとも空きにもどります。
# $when (String) - 期限の日時
offer-answer-until = 一つを選ぶと、予約になります。{ $when } までに返事をお願いします。
offer-was-taken = 一つの日時に決まりました。
offer-was-declined = 今回は、どの日時も合いませんでした。ほかの日時でまた探せます。
offer-was-withdrawn = この希望は取り下げられました。
offer-ran-out = 返事の期限がすぎて、三つとも空きにもどりました。
offer-take = この日時で受ける
offer-none = どの日時も合わないとき
offer-words-about = 理由は書かなくて大丈夫です。空いている週などがあれば、書いておくと次につながります。
offer-decline = 今回は見送る
offer-to-calendar = 予定を見る
offer-withdraw = 希望を取り下げる
offer-mail-new = 面談の希望日時が届いています
# $name (String) - 相談者の名前
# $when (String) - 期限の日時
offer-mail-new-what = { $name }から、面談の希望日時が三つ届いています。{ $when } までに、一つを選ぶか、見送るかを返事してください。
offer-mail-declined = 面談の日時をもう一度探せます
# $name (String) - 相手の名前
offer-mail-declined-what = { $name }は、送った日時では都合がつきませんでした。ほかの日時でまた探せます。
offer-mail-withdrawn = 面談の希望が取り下げられました
# $name (String) - 相手の名前
offer-mail-withdrawn-what = { $name }が、面談の希望日時を取り下げました。三つの日時は空きにもどりました。
offer-mail-expired = 面談の希望日時が空きにもどりました
# $name (String) - 相手の名前
offer-mail-expired-what = { $name }との面談の希望日時は、返事の期限がすぎて、三つとも空きにもどりました。
