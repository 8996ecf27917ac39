today-title = 今日、手をかけるところ
today-quiet = 手をかけるところはありません。
# $day (String) - 今日の日付
# $count (Number) - 件数
today-others = { $day }・ほかの{ $count }件は約束どおりに進んでいます。
today-letters = 期日をすぎた手紙
today-offers = 返事を待つ人
today-attendance = 終わりの知らせがない面談
today-promises = 足りない枠
today-invitations = まだ来ていない人
# $client (String) - 相談者の呼び名
# $supporter (String) - 支援者の呼び名
today-letter = { $client }への手紙（書く人 { $supporter }）
# $day (String) - 日付
today-letter-since = { $day }の約束
# $client (String) - 相談者の呼び名
# $supporter (String) - 支援者の呼び名
today-offer = { $client }が出した三つの日時（選ぶ人 { $supporter }）
# $day (String) - 日付
today-offer-since = { $day }から返事を待っています
# $client (String) - 相談者の呼び名
# $supporter (String) - 支援者の呼び名
today-meeting = { $client }と{ $supporter }の面談
# $day (String) - 日付
today-meeting-since = { $day }に終わる予定でした
# $supporter (String) - 支援者の呼び名
today-promise = { $supporter }の今月の枠
# $promised (Number) - 約束の数
# $opened (Number) - 開いた数
today-promise-stands = { $promised }つの約束のうち、{ $opened }つ
# $email (String) - メールアドレス
today-invited = { $email } への招待
# $day (String) - 日付
today-invited-since = { $day }に送りました
today-invited-act = 招待を見なおす
# $supporter (String) - 支援者の呼び名
today-remind = { $supporter }に声をかける
today-reminded = 声をかけました
today-mail-letter = お約束の手紙について
today-mail-letter-line = お約束の日をすぎた手紙が一通あります。書きかけは残っています。むずかしいときは、運営にお知らせください。
today-mail-offer = 三つの日時への返事のお願い
today-mail-offer-line = 返事を待っている方がいます。どれも合わないときは、そう返せます。
today-mail-meeting = 面談の終わりの知らせのお願い
today-mail-meeting-line = 終わったあとの知らせがまだの面談があります。行われたかどうかだけ、教えてください。
today-mail-promise = 今月の枠について
today-mail-promise-line = 今月の約束の枠が、まだそろっていません。先月と同じ曜日で、まとめて開くこともできます。
