# $version (String) - 版
operations-version = Banso { $version } が動いています。
# $step (String) - 最後に適用した手順
operations-schema = データの構造は、この版に合っています（{ $step }）。
# $steps (String) - 待っている手順
operations-schema-pending = データの構造が古い版のままです。banso migrate で新しくできます（{ $steps }）。
# $step (String) - 知らない手順
operations-schema-newer = データの構造が、この版の知らない { $step } を含んでいます。新しい版の Banso を使ってください。
# $count (Number) - 鍵の数
operations-keys = { $count }本の鍵が、すべて開きます。
# $names (String) - 親鍵の名前
operations-keys-missing = 親鍵 { $names } が鍵ファイルにありません。その鍵で守られたものは読めません。鍵ファイルの控えから戻してください。
# $count (Number) - 鍵の数
operations-keys-broken = 開かない鍵が{ $count }本あります。鍵ファイルがこのデータのものか、確かめてください。
operations-mail = メールは届いています。
operations-mail-kept = メールは外へ送らず、送信箱に置いています。送るには smtp を設定してください。
# $count (Number) - 通数
operations-mail-failing = うまくいかない仕事が{ $count }件あり、間をあけてやり直しています。
operations-jobs = 待たせている仕事はありません。
# $count (Number) - 件数
operations-jobs-stuck = { $count }件の仕事が、一時間以上止まっています。banso serve が動いているか確かめてください。
operations-dead-none = あきらめた仕事はありません。
# $count (Number) - 件数
operations-dead = { $count }件の仕事を、十回ためしてあきらめました。
operations-backup-never = 控えをまだ取っていません。banso backup で取れます。
# $hours (Number) - 時間数
operations-backup-hours = 最後の控えは{ $hours }時間前です。
# $days (Number) - 日数
operations-backup-days = 最後の控えは{ $days }日前です。新しく取ってください。
# $hours (Number) - 時間数
operations-checkpoint = 監査の記録の照合点は、{ $hours }時間前に書いてあります。
operations-checkpoint-none = 監査の記録は、まだありません。
operations-checkpoint-never = 監査の記録の照合点が、まだありません。banso serve が動いていれば、毎日書かれます。
# $days (Number) - 日数
operations-checkpoint-old = 監査の記録の最後の照合点は{ $days }日前です。banso serve が動いているか、照合点のファイルに書けるかを確かめてください。
# $why (String) - 理由
operations-checkpoint-unread = 監査の記録の照合点が読めません：{ $why }
# $megabytes (Number) - 大きさ
operations-size = データは { $megabytes } MB です。
# $gigabytes (Number) - 空き
operations-disk = ディスクの空きは { $gigabytes } GB です。
# $megabytes (Number) - 空き
operations-disk-little = ディスクの空きが { $megabytes } MB しかありません。場所を空けてください。
operations-files = データベースのファイルに傷はありません。
# $what (String) - データベースの言うこと
operations-files-damaged = データベースのファイルに傷があります：{ $what }
# $count (Number) - 件数
operations-texts = 守られた文章{ $count }件が、すべて開きます。
# $count (Number) - 件数
# $columns (String) - 場所
operations-texts-broken = 開かない文章が{ $count }件あります（{ $columns }）。
# $count (Number) - 行数
operations-log = 監査の記録を{ $count }行たどり、鎖は切れていません。
# $row (Number) - 行の番号
operations-log-broken = 監査の記録の鎖が、{ $row }行目で切れています。手引きの「監査の記録が合わないとき」を見てください。
# $row (Number) - 行の番号
operations-log-cut = 監査の記録が、あったはずの{ $row }行目より前で終わっています。手引きの「監査の記録が合わないとき」を見てください。
operations-occupancy = 予約のないまま押さえられた時間はありません。
# $count (Number) - 件数
operations-occupancy-wrong = 予約と合わない、押さえられた時間が{ $count }件あります。
operations-bookings = どの予約も、二人の時間を押さえています。
# $count (Number) - 件数
operations-bookings-wrong = 時間を押さえていない予約が{ $count }件あります。
operations-overlap-none = 同じ時間に二つ入っている人や部屋はありません。
# $count (Number) - 件数
operations-overlap = 同じ時間に重なった予定が{ $count }組あります。
operations-health = いまの具合
operations-health-well = 困ったことはありません。
operations-health-trouble = 手当てのいるところがあります。
operations-dead-title = あきらめた仕事
operations-retry = もう一度ためす
operations-outbox = 送信箱
operations-outbox-what = いつ、だれに、何のメールを送ったかを見られます。相談の内容は、もともとメールに書きません。
operations-outbox-act = 送信箱を見る
operations-manual = 運用の手引き
operations-outbox-kept = メールは外へ送らず、置いてあります。
operations-outbox-sent = 送ったメールの控えです。本文は残していません。
operations-outbox-empty = まだメールはありません。
operations-mail-to = 宛先
operations-mail-at = 送った時刻
operations-mail-kind = 種類
operations-mail-calendar = 添えた予定
operations-sample-subject = 面談が決まりました｜伴走舎
# $when (String) - 日時
operations-sample-mail = 面談が決まりました。{ $when }からです。
operations-kind-confirm = メールアドレスの確認
operations-kind-tried = 登録済みの人への知らせ
operations-kind-reset = パスワードの再設定
operations-kind-password-changed = パスワードが変わった知らせ
operations-kind-invitation = 招待
operations-kind-confirmed = 面談が決まった知らせ
operations-kind-moved = 面談の日時が変わった知らせ
operations-kind-cancelled = 面談の取りやめの知らせ
operations-kind-day-before = 前日の面談の知らせ
operations-kind-hour-before = 一時間前の面談の知らせ
operations-kind-offered = 三つの希望日時の知らせ
operations-kind-offer-declined = 希望日時が合わなかった知らせ
operations-kind-offer-withdrawn = 希望日時の取り下げの知らせ
operations-kind-offer-expired = 希望日時の期限が切れた知らせ
operations-kind-offer-expiry = 希望日時の期限の確認
operations-kind-entered = 代わりに書きとめた約束ごとの知らせ
operations-kind-arrived = 手紙が届いた知らせ
operations-kind-replied = 手紙の返事の知らせ
operations-kind-remind-letter = 手紙を待っている人がいる知らせ
operations-kind-remind-offer = 希望日時の返事を待つ知らせ
operations-kind-remind-attendance = 面談の様子をたずねる知らせ
operations-kind-remind-promise = 空けている時間の約束の知らせ
operations-kind-checkpoint = 監査の記録の照合点
operations-kind-checkpoint-mail = 監査の記録の照合点の知らせ
operations-kind-disclosure-shown = 読んで決めてほしいという知らせ
operations-kind-disclosure-decided = 返事があったという知らせ
operations-kind-disclosure-asked = もう一人の確認の求め
operations-kind-disclosure-opened = 読めるようになったという知らせ
operations-kind-disclosure-told = 外に出たという本人への知らせ
operations-kind-disclosure-review = あとからの確認の求め
operations-kind-disclosure-settled = 緊急の知らせについて決まったという知らせ
operations-kind-disclosure-overdue = 確かめる期限が過ぎたという知らせ
operations-kind-disclosure-review-due = 確かめられたかを見る
operations-kind-disclosure-wanted = 読みたいという申し出の知らせ
operations-kind-disclosure-answered = 申し出に返事があったという知らせ
operations-kind-disclosure-over = 開示の期限
operations-kind-forgetting = 消した記録を、控えの外にも書きとめ、ファイルから拭う
operations-kind-erased = 記録を消した方への知らせ
operations-kind-retention = 期間を終えたものを消す
operations-kind-disclosure-moved = 抜粋が次の段に進んだ知らせ
operations-kind-disclosure-passage = 抜粋を書き出すお願い
