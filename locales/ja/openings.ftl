openings-title = 空けている時間
# $zone (String) - 時間帯の名前
openings-zone = 時刻はすべて{ $zone }で読みます。
# $month (String) - 月
openings-promise = { $month }の約束
# $opened (Number) - 開いている枠
# $promised (Number) - 約束の枠
openings-promise-kept = { $opened }つ開いています。約束の{ $promised }つがそろいました。
# $missing (Number) - 足りない枠
# $opened (Number) - 開いている枠
# $promised (Number) - 約束の枠
openings-promise-calm = あと{ $missing }つです。いま{ $opened }つ、約束は{ $promised }つ。急ぎません。
# $missing (Number) - 足りない枠
# $opened (Number) - 開いている枠
# $promised (Number) - 約束の枠
openings-promise-soon = そろそろ、あと{ $missing }つ開いておきましょう。いま{ $opened }つ、約束は{ $promised }つです。
# $missing (Number) - 足りない枠
# $opened (Number) - 開いている枠
# $promised (Number) - 約束の枠
openings-promise-now = あと{ $missing }つ、待っている人がいます。いま{ $opened }つ、約束は{ $promised }つです。
# $number (Number) - 何番目か
openings-missing = { $number }つ目
# $many (Number) - 加わる時間の数
openings-repeat = 先月と同じ曜日で開く（{ $many }件）
openings-weekly = 毎週の時間
openings-weekly-about = 祝日は休みになります。「祝日も受ける」を選ぶと開きます。
openings-weekly-save = 毎週の時間を保存する
openings-weekday = 曜日
openings-weekday-none = 選ぶ
# $weekday (String) - 曜日の一字
openings-weekday-named = { $weekday }曜日
openings-dates = 期間
openings-first = 最初の日
openings-last = 最後の日
openings-dated = この日だけ開く
openings-dated-about = 祝日でも開きます。
openings-dated-save = この日の時間を保存する
openings-day = 日
openings-from = 始まり
openings-to = 終わり
# $list (String) - どの表か
# $line (Number) - 何行目か
# $part (String) - 欄の名前
openings-field = { $list } { $line }行目の{ $part }
openings-withdraw = 取り下げる
openings-closings = この日は休む
openings-closings-about = 時刻を書かなければ、一日休みになります。もう決まっている面談は変わりません。
openings-closings-save = 休みを保存する
openings-settings = 受け方
openings-settings-save = 受け方を保存する
openings-place = 会う場所
openings-place-online = オンライン
openings-place-room = 部屋
openings-place-address = ほかの住所
openings-link = オンラインのリンク
openings-link-hint = https:// で始まるもの。予約が決まってから相手に伝わります。
openings-room = 部屋
openings-room-none = 選ぶ
openings-address = 住所
openings-place-readers = あなたと、面談が決まった相手
openings-before = 面談の前に空ける分
openings-after = 面談のあとに空ける分
openings-holidays = 祝日も受ける
openings-zone-name = 時間帯
openings-overlap = ほかの行と時間が重なっています。どちらかを直してください。
openings-past = もう過ぎた日です。今日からの日にしてください。
openings-history = 取り下げた時間
# $day (String) - 取り下げた日
openings-history-when = { $day }に取り下げました
# $weekday (String) - 曜日
# $from (String) - 始まり
# $to (String) - 終わり
openings-was-weekly = 毎週{ $weekday } { $from }–{ $to }
# $day (String) - 日
# $from (String) - 始まり
# $to (String) - 終わり
openings-was-dated = { $day } { $from }–{ $to }
# $day (String) - 日
openings-was-closed = { $day } 休み
# $day (String) - 日
# $from (String) - 始まり
# $to (String) - 終わり
openings-was-closed-part = { $day } { $from }–{ $to } 休み
openings-reasons-title = 出ない時間のわけ
# $day (String) - 日
# $minutes (Number) - 分
openings-reasons-about = { $day }に、{ $minutes }分の面談が申し込めるかどうかを、始まりの時刻ごとに示します。
openings-reasons-see = この日を見る
openings-why-free = 申し込めます
# $at (String) - いちばん早い日時
openings-why-too-soon = 近すぎます。{ $at }より後なら申し込めます
# $at (String) - いちばん遅い日時
openings-why-too-far = 先すぎます。{ $at }まで申し込めます
openings-why-not-on-grid = 30分きざみの時刻ではありません
openings-why-second-pass = 時計が戻る夜で、同じ時刻の二度目です
openings-why-outside = 開いていません
# $holiday (String) - 祝日の名前
openings-why-holiday = { $holiday }で、毎週の時間は休みです
openings-why-closed = 休みにしています
# $until (String) - 終わりの時刻
openings-why-does-not-fit = 開いているのは{ $until }までで、面談の長さに足りません
openings-why-booked = 面談が入っています
openings-why-held = 申し込みの途中の人がいます
openings-why-meeting = ほかの集まりがあります
openings-why-calendar = 外のカレンダーに予定があります
openings-why-buffer = 前後の面談とのあいだに、休む時間がとれません
openings-holiday-new-year = 元日
openings-holiday-coming-of-age = 成人の日
openings-holiday-foundation = 建国記念の日
openings-holiday-emperors-birthday = 天皇誕生日
openings-holiday-vernal-equinox = 春分の日
openings-holiday-showa = 昭和の日
openings-holiday-constitution = 憲法記念日
openings-holiday-greenery = みどりの日
openings-holiday-children = こどもの日
openings-holiday-marine = 海の日
openings-holiday-mountain = 山の日
openings-holiday-respect-for-the-aged = 敬老の日
openings-holiday-autumnal-equinox = 秋分の日
openings-holiday-health-and-sports = 体育の日
openings-holiday-sports = スポーツの日
openings-holiday-culture = 文化の日
openings-holiday-labour-thanksgiving = 勤労感謝の日
openings-holiday-substitute = 振替休日
openings-holiday-citizens = 国民の休日
openings-holiday-imperial = 皇室の慶弔による休日
