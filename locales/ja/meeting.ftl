# $name (String) - 相手の名前
meeting-with = { $name }との面談
meeting-this = この面談
meeting-as-client = 相談者として
meeting-as-supporter = 支援者として
# $ordinal (Number) - 何回目か
# $plan (String) - プランの名前
# $role (String) - だれとして見ているか
meeting-about = { $ordinal }回目・{ $plan }・{ $role }
meeting-prepare = 準備
meeting-meet = 会う
meeting-reflect = ふりかえる
meeting-follow-up = つなぐ
meeting-afterwards = 面談のあと
meeting-done = 済み
meeting-stamp = 済
meeting-begun = 書きかけ
meeting-not-begun = まだ
# $day (String) - 日
meeting-letter-on = 手紙は{ $day }
meeting-letter-there = 手紙あり
meeting-what-next = これから
meeting-is-held = この時間は、あなたのために押さえてあります。予約はまだ済んでいません。
meeting-is-offered = この時間は、返事を待っています。
meeting-is-cancelled = この面談は取りやめになりました。
meeting-is-released = この時間の予約は、成立しませんでした。
meeting-tasks = 準備すること
# $minutes (Number) - 分
meeting-minutes = { $minutes }分
# $name (String) - 相談者の名前
meeting-about-client = { $name }のこと
# $name (String) - 相手の名前
meeting-waiting = { $name }が書きおえると、ここに出ます。
meeting-act-change = 書きなおす
meeting-so-far = これまで
# $day (String) - 日
# $ordinal (Number) - 何回目か
meeting-earlier = { $day }・{ $ordinal }回目
meeting-a-letter = 手紙を読む
meeting-in-common = 同じところ
meeting-act-move = 日時を変える
meeting-act-cancel = 取りやめる
meeting-place = 会う場所
meeting-arrival = 当日
meeting-online = オンライン
meeting-room = 部屋で会う
meeting-address = 会って話す
meeting-arrive-online = 時間になったら、リンクをひらいてください。早く着いたら、そのままお待ちください。
meeting-arrive = 5分前をめやすにお越しください。遅れそうなときも、急がずに来てください。
meeting-act-join = オンラインで会う
meeting-was-held = 会えました。
# $name (String) - 来られなかった人の名前
meeting-was-missed = この日は、{ $name }の都合がつきませんでした。
meeting-act-held = 会えました
meeting-act-missed = 会えませんでした
meeting-note = 手控え
meeting-note-text = 書きとめたこと
meeting-note-quotes = そのままの言葉
meeting-note-quotes-about = 一行に一つ。手紙を書くとき、横に並びます。
meeting-note-strengths = 見えた強み
meeting-note-strengths-about = 一行に一つ。手紙に入れるものを、ここから選べます。
meeting-note-readers = あなただけ。ずっと
meeting-note-act = 手控えを保存する
meeting-letter = 手紙
meeting-letter-sent = 手紙を送りました。
# $name (String) - 返事をくれた人の名前
meeting-letter-answered = 手紙を送り、{ $name }から返事が届いています。
# $name (String) - 書いた人の名前
meeting-letter-arrived = { $name }の手紙が届いています。
# $day (String) - 日
meeting-letter-promised = { $day }に届ける約束です。
# $name (String) - 書く人の名前
# $day (String) - 日
meeting-letter-coming = { $name }が手紙を書きます。{ $day }までに届きます。
meeting-act-read = 手紙を読む
meeting-act-write = 手紙を書く
meeting-next = これから
meeting-chose-continue = 続けることにしました。
meeting-chose-pause = しばらくお休みすることにしました。いつでも再開できます。
meeting-chose-enough = ここまでにすることにしました。
# $name (String) - 相談者の名前
meeting-client-continues = { $name }は、続けたいと思っています。
# $name (String) - 相談者の名前
meeting-client-pauses = { $name }は、しばらくお休みします。
# $name (String) - 相談者の名前
meeting-client-has-enough = { $name }は、ここまでで十分と思っています。
# $name (String) - 相談者の名前
meeting-not-chosen = どうするかは、{ $name }が決めます。
# $name (String) - 支援者の名前
meeting-choose-about = あとから変えられます。選んだことは、{ $name }にも伝わります。
meeting-act-continue = 続けたい
meeting-act-pause = しばらく休む
meeting-act-enough = ここまでで十分
meeting-act-next = 次の予約へ
