# $when (String) - 日時
calendar-held = { $when } をお取りしています。
calendar-go-on = 続きを書く
calendar-empty = 予定はまだありません。
calendar-find = 支援者をさがす
calendar-offers = 返事を待つ日時
# $name (String) - 相談者の名前
calendar-offer-here = { $name }から届いた希望の日時
# $name (String) - 支援者の名前
calendar-offer-sent = { $name }に送った希望の日時
# $when (String) - 期限の日時
calendar-until = { $when } まで
calendar-ahead = これから
calendar-behind = これまで
# $name (String) - 支援者の名前
calendar-as-client = { $name }に相談する面談
# $name (String) - 相談者の名前
calendar-as-supporter = { $name }の相談を受ける面談
calendar-feed = 自分のカレンダーで見る
calendar-feed-what = ふだん使うカレンダーに住所を入れると、ここの予定が並びます。題名は「打合せ」だけで、相手も中身も出ません。住所を知る人は時間を見られるので、人に渡さないでください。
calendar-feed-address = カレンダーに入れる住所
calendar-feed-make = 住所をつくる
calendar-feed-renew = 新しい住所にする
calendar-feed-end = 使うのをやめる
