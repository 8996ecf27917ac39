# $name (String) - 宛先の名前
letters-for = { $name }への手紙
# $name (String) - 書いた人の名前
letters-from = { $name }の手紙
letters-letter = 手紙
# $name (String) - 宛先の氏名
letters-to = { $name } 様
# $year (String) - 漢数字の年
# $month (String) - 漢数字の月
# $day (String) - 漢数字の日
letters-date = { $year }年{ $month }月{ $day }日
# $strength (String) - 強み
letters-strength = 一、{ $strength }
# $day (String) - 日
letters-promised = { $day }に届ける約束です。
letters-recalled = この手紙は手元に戻っています。書きなおして、また送れます。
letters-page-adds = 宛名・日付・お名前は、あとから紙に入ります。
# $n (String) - 文字数の入るところ
letters-count = { $n }字
letters-act-check = 送る前に確かめる
letters-act-put-away = あとで続ける
# $day (String) - 面談の日
letters-note = 手控え・{ $day }の面談
letters-no-note = この面談の手控えは、まだありません。
letters-to-note = 手控えをひらく
letters-note-readers = あなただけ。ずっと
letters-strengths = 手紙に入れる強み
letters-up-to-three = 三つまで
letters-too-many-strengths = 三つまでにしてください。一つは40文字までです。
letters-own-strength = ほかの言葉で
# $names (String) - 読める人の名前
letters-readers-later = { $names }（送ったあと）
# $name (String) - 宛先の名前
letters-check = { $name }に送る前に
letters-check-about = このままの姿で届きます。送ってから10分のあいだは、取りもどせます。
letters-act-send = 送る
letters-act-write-on = もう少し書く
# $day (String) - 面談の日
letters-about = { $day }の面談について
# $day (String) - 日
letters-sent-on = { $day }に送りました。
# $day (String) - 日
letters-arrived-on = { $day }に届きました。
letters-recallable = 送ってから10分のあいだは、取りもどせます。相手への知らせは、そのあとに出ます。
letters-act-recall = 取りもどす
# $organisation (String) - 組織の名前
letters-running = { $organisation }・取扱注意
# $name (String) - 氏名
# $when (String) - 日時
letters-printed-by = { $name }が { $when } に印刷
# $when (String) - 日時
letters-read-on = { $when } に読まれました。
letters-unread = まだ読まれていません。
letters-act-reply = 返事を書く
letters-downwards = 縦書きで読む
letters-across = 横書きにもどす
letters-to-meeting = 面談のページへ
# $name (String) - 返事を書いた人の名前
letters-reply-of = { $name }の返事
# $name (String) - 手紙を書いた人の名前
letters-reply-to = { $name }への返事
letters-reply = 返事
letters-reply-about = 一行でもかまいません。返事は一通だけ送れます。
letters-act-send-reply = 返事を送る
letters-mail-arrived-subject = 手紙が届きました
# $name (String) - 書いた人の名前
letters-mail-arrived = { $name }から、手紙が届いています。時間のあるときに、ひらいてみてください。
letters-mail-replied-subject = 手紙に返事が届きました
# $name (String) - 返事を書いた人の名前
letters-mail-replied = { $name }から、手紙の返事が届いています。
# $day (String) - 期日
# $left (String) - あと何日か
letters-until = { $day }まで・{ $left }
letters-begun = 書きかけ
letters-not-begun = まだ
letters-answered = 返事あり
letters-was-read = 既読
letters-is-sent = 送信済み
letters-is-new = 未読
letters-written = 書きました
letters-handed-over = 渡しました
letters-kept = 自分だけ
# $name (String) - 相手の名前
# $day (String) - 面談の日
letters-meeting-with = { $name }との面談・{ $day }
letters-owed = 約束の手紙
letters-letters = 手紙
letters-sheets = シート
letters-empty = まだ何も書かれていません。
letters-empty-about = 面談の準備や手紙を書くと、ここに並びます。
