home-next = 次にすること
home-next-as-supporter = 次にすること・支援者として
home-letters = 書く手紙
home-meetings-today = 今日の面談
home-week = 今週
home-waiting = 待っていること
home-promise = 今月の約束
home-word = 最近のことば
# $count (Number) - 件数
home-more = ほか{ $count }件
home-not-yet = まだ
home-under-way = 書きかけ
home-done = 済
# $day (String) - 日付
home-until = { $day }まで
# $day (String) - 日付
home-promised = { $day }の約束でした
home-started = 書きかけが保存されています。続きから書けます。
home-to-meeting = 面談のページを見る
home-confirm-mail = メールアドレスの確かめ
home-confirm-mail-act = アドレスを確かめる
home-confirm-mail-what = 面談のお知らせが、まちがいなく届くようにします。
# $who (String) - 相手の呼び名
home-meeting = { $who }との面談
home-meeting-act = 面談のページを開く
# $who (String) - 相手の名前
home-agree = { $who }との約束ごと
home-agree-act = 約束ごとを読む
home-agree-what = 五つ、読んで答えるだけです。断っても支援は変わりません。
# $who (String) - 相手の呼び名
home-prepare = { $who }との面談の準備
home-prepare-act = 準備をする
# $who (String) - 相手の呼び名
home-read-preparation = { $who }が書いた準備
home-read-preparation-act = 準備を読む
# $who (String) - 相手の呼び名
home-plan = { $who }との面談の計画
home-plan-act = 計画を書く
# $who (String) - 相手の呼び名
home-offer = { $who }が出した三つの日時
home-offer-act = 一つを選ぶ
home-offer-what = どれも合わないときは、そう返せます。
# $who (String) - 相手の呼び名
home-record = { $who }との記録
home-record-act = 記録を書く
# $who (String) - 相手の呼び名
home-lines = { $who }との面談のふりかえり
home-lines-act = 三行書く
home-reflect-act = ふりかえりを書く
# $who (String) - 相手の呼び名
home-letter = { $who }への手紙
# $who (String) - 相手の呼び名
home-letter-on = { $who }への手紙のつづき
home-letter-act = 手紙を書く
home-letter-what = 手控えを横に置いて書けます。途中で閉じても残ります。
# $who (String) - 相手の呼び名
home-letter-from = { $who }からの手紙
home-letter-from-act = 手紙を読む
# $who (String) - 相手の呼び名
home-reply = { $who }への返事
home-reply-act = 返事を書く
# $who (String) - 相手の呼び名
home-reply-from = { $who }からの返事
home-reply-from-act = 返事を読む
# $who (String) - 相手の呼び名
home-continue = { $who }との、これから
home-continue-act = 続けるかを選ぶ
# $who (String) - 相手の呼び名
home-book-next = { $who }との次の面談
home-book-next-act = 日時を選ぶ
home-find = 話してみたい人をさがす
home-find-act = 支援者を見る
home-find-what = 得意なことや空いている日時から選べます。
home-profile = あなたのプロフィール
home-profile-act = プロフィールを書く
# $count (Number) - 枠の数
home-open-slots = 今月の枠、あと{ $count }つ
home-open-slots-act = 枠を開く
home-open-slots-what = 先月と同じ曜日で、まとめて開くこともできます。
home-nothing = いまは、することがありません
home-nothing-what = よければ、前に書いたものを読み返してみませんか。
home-nothing-act = 書いたものを読む
# $sheet (String) - シートの名前
# $minutes (Number) - 分
home-sheet-effort = 「{ $sheet }」を書きます。{ $minutes }分ほどで終わります。
# $span (String) - 時刻
# $place (String) - 場所
home-span-place = { $span }・{ $place }
home-online = オンライン
# $plan (String) - コース名
home-plan-first = { $plan }・はじめて
# $plan (String) - コース名
# $turn (Number) - 回
home-plan-later = { $plan }・{ $turn }回目
# $span (String) - 時刻
# $plan (String) - コース
# $place (String) - 場所
home-meeting-row = { $span }・{ $plan }・{ $place }
# $due (String) - 期日
# $met (String) - 面談の日
home-letter-row = { $due }まで・面談は{ $met }
# $who (String) - 相手の呼び名
home-holds = { $who }の番です
# $day (String) - 日付
home-since = { $day }から
home-awaits-answer = 三つの日時への返事を考えています
home-awaits-preparation = 話したいことを書いています
home-awaits-record = 二人の記録を書いています
home-awaits-letter = 手紙を書いています
home-awaits-reading = 手紙が届いています
home-awaits-choice = これからのことを考えています
# $what (String) - していること
# $day (String) - 日付
home-awaits-until = { $what }・{ $day }まで
# $promised (Number) - 約束の数
# $opened (Number) - 開いた数
home-promise-stands = { $promised }つの約束のうち、{ $opened }つを開いています。
# $number (Number) - 番号
home-promise-missing = { $number }つ目
# $day (String) - 日付
home-word-from = { $day }の手紙から
# $who (String) - 相手の呼び名
home-word-read = { $who }の手紙を読む
home-to-health = くわしく見る
home-sample-word = 四つの課が同じ表を見て動けるようになったのは、相手の困りごとを先に聞いてまわる田中さんがいたからです。
home-decide = 外に出してよいか、聞かれています
home-decide-act = 読んで決める
home-decide-what = あなたの返事があるまで、何も外に出ません。
