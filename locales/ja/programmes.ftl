programmes-open = だれでも申し込めます。
programmes-invited = 招待された人が参加できます。
programmes-plans = 選べるコース
# $minutes (Number) - 分
programmes-minutes = { $minutes }分
# $first (Number) - 分
# $later (Number) - 分
programmes-minutes-first = はじめは{ $first }分、2回目からは{ $later }分
# $length (String) - 長さ
# $price (String) - 料金
programmes-plan = { $length }・{ $price }
# $length (String) - 長さ
# $price (String) - 料金
# $span (String) - 期間
programmes-plan-letter = { $length }・{ $price }・面談のあと{ $span }以内に手紙が届きます
programmes-prepare = 準備
programmes-meet = 会う
programmes-reflect = ふりかえる
programmes-follow-up = つなぐ
programmes-meet-two = 相談者と支援者、二人の面談
programmes-or = ・
programmes-client = 相談者が書きます
programmes-supporter = 支援者が書きます
programmes-letter = 強みの手紙（コースによる）
programmes-continue = 続けるかどうかを選ぶ
# $span (String) - 期間
programmes-before = 面談の{ $span }前まで
# $span (String) - 期間
programmes-after = 面談のあと{ $span }以内
programmes-clocks = 期限
programmes-book = 申し込み
programmes-horizon = 選べる日
programmes-move = 日時の変更
programmes-cancel = 取りやめ
programmes-hold = 選んだ日時の取り置き
programmes-offer = 三つの日時への返事
# $span (String) - 期間
programmes-until = { $span }前まで
# $span (String) - 期間
programmes-ahead = { $span }先まで
# $span (String) - 期間
programmes-for = { $span }のあいだ
programmes-online = オンライン
programmes-room = 組織の部屋
programmes-address = 支援者の指定する場所
# $count (Number) - 分
programmes-span-minutes = { $count }分
# $count (Number) - 時間
programmes-span-hours = { $count }時間
# $count (Number) - 日
programmes-span-days = { $count }日
programmes-promise-title = 支援者の約束
# $count (Number) - 枠の数
programmes-promise = 支援者は、毎月{ $count }つ以上の枠を開きます。
programmes-find = 支援者をさがす
rooms-title = 部屋
rooms-what = 面談に使う部屋です。人と同じように、同じ時間に二つの予定は入りません。
rooms-none = まだ部屋はありません。
rooms-new = 部屋を増やす
rooms-name = 部屋の名前
rooms-address = 場所
rooms-address-hint = 建物と階まで書くと、はじめての人も迷いません。
rooms-add = 部屋を加える
rooms-close = 使うのをやめる
rooms-closed = 使っていません
rooms-sample-one = 相談室 けやき
rooms-sample-two = 相談室 かえで
rooms-sample-address = 本館3階
