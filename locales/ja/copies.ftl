copies-new = 事例の写し
# $client (String) - 相談者の名前
copies-lead = { $client }とのことを、だれのことかわからない形に書きなおして、スーパーバイザーに見てもらいます。
# $client (String) - 相談者の名前
copies-not-agreed = { $client }は、学びのための事例として使うことに、いまは同意していません。ですから、写しはつくれません。同意がなくても、面談も支援も、これまでどおりです。
# $client (String) - 相談者の名前
copies-to-agreement = { $client }とのはじめの約束ごとを見る
copies-supervisor = 見てもらうスーパーバイザー
copies-supervisor-taken = この方には、もう一つの写しを見てもらっています。終えてから、新しいものを渡せます。
copies-no-supervisor = いま、このプログラムにスーパーバイザーがいません。運営の人に聞いてみてください。
copies-about = どんな相談か
copies-about-hint = 名前、会社、場所は書かず、時期は「三か月目」のように、年齢は「三十代」のように。
copies-done = これまでにしたこと
copies-done-hint = いっしょに考えたこと、試したこと。
copies-ask = 聞きたいこと
copies-ask-hint = あなたの関わりについて、いちばん聞いてみたいこと。
copies-checks = 渡す前の確かめ
copies-checks-about = 名前や日付は保存のときにも調べますが、出来事からわかってしまうことは、あなたにしか気づけません。
copies-checks-missing = 五つとも確かめてから、印をつけてください。
copies-check-names = 人、会社、部署、場所の名前がない
copies-check-dates = 日付がなく、時期は前後の順でわかる
copies-check-age = 年齢は年代に、役職はおおよその立場にした
copies-check-rare = めずらしい出来事、家族や健康のことは、要るものだけにした
# $client (String) - 相談者の名前
copies-check-unrecognised = { $client }を知っている人が読んでも、{ $client }だとわからない
copies-days = いつまで見てもらうか
# $n (Number) - 日数
copies-for-days = { $n }日間
# $client (String) - 相談者の名前
copies-days-about = 期限が来るか、{ $client }が同意を取り消すと、文章は破棄されます。
# $client (String) - 相談者の名前
copies-readers-new = あなた・選んだスーパーバイザー・{ $client }
copies-act-lend = この写しを渡す
# $word (String) - 見つかった語
# $what (String) - それが何か
copies-found = 「{ $word }」（{ $what }）
copies-found-joint = 、
# $list (String) - 見つかった語を並べたもの
copies-found-all = { $list }が見つかりました。わからない形に言いかえてください。
copies-what-person = 人の名前
copies-what-house = ここの名前
copies-what-company = 会社などの名前
copies-what-place = 場所
copies-what-mail = メールアドレスや登録名
copies-what-link = リンク
copies-what-number = 電話などの番号
copies-what-date = 日付や年
# $author (String) - 書いた支援者
# $supervisor (String) - スーパーバイザー
# $client (String) - 相談者
copies-of = { $author }から{ $supervisor }へ、{ $client }とのこと
# $author (String) - 書いた支援者
copies-from = { $author }から、あなたへ
# $when (String) - 期限
copies-until = 読めるのは{ $when }までです。そのあと、文章は破棄されます。
copies-not-copied = 写したり、転送したりしないでください。
copies-case = 事例
copies-client = 本人
# $reader (String) - 読んでいる人
# $when (String) - 読んでいる時刻
copies-watermark = { $reader }が{ $when }に開いた写し。複製しないでください。
copies-over = この写しは終わり、文章は破棄されました。もうだれも読めません。
copies-advice = 助言
# $author (String) - 支援者
copies-advice-hint = { $author }の手もとに残ります。写しが破棄されたあとも読めるように、事例のことは引き写さずに書いてください。
# $author (String) - 支援者
copies-advice-readers = あなた・{ $author }
copies-act-advise = 助言を送る
copies-act-advise-again = 書きなおして送る
# $supervisor (String) - スーパーバイザー
copies-advice-of = { $supervisor }の助言
copies-advice-kept = あなただけ。写しが破棄されたあとも、あなたの手もとに残ります
copies-advice-awaited = まだ届いていません。届いたらメールで知らせます。
copies-advice-none = 助言はありませんでした。
copies-end-about = もう要らなくなったら、期限を待たずに終えられます。文章はその場で破棄されます。
copies-act-end = 写しを終えて破棄する
copies-yours = あなたが決められること
copies-yours-about = 同意はいつでも取り消せます。取り消すと、この写しはその場で破棄されます。面談は何も変わりません。
copies-act-withdraw = 約束ごとを開いて取り消す
flash-copy-lent = 写しを渡しました。本人にも知らせます。
flash-copy-ended = 写しを終えました。文章は破棄されました。
