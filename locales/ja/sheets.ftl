sheets-you = あなた
sheets-only-you = あなただけ
# $names (String) - 読める人の名前
sheets-readers-later = { $names }（渡したあと）
# $name (String) - 相手の名前
sheets-back = { $name }との面談
# $when (String) - 日時
sheets-due = { $when }までに書けると、当日に生きます。
sheets-carried = 前回の答えから始めています。変わったところだけ直せば、渡せます。
# $sheet (String) - シートの名前
sheets-recalled = 前回の「{ $sheet }」から
sheets-unsaved = 書いています
sheets-unkept = まだ保存できていません。つながりしだい、もう一度ためします。
# $when (String) - 日時
sheets-saved-at = { $when } 保存済み
sheets-act-questionnaire = これで準備を終える
sheets-act-plan = 計画を保存する
# $name (String) - 相談者の名前
sheets-act-record = { $name }と分かちあう
# $name (String) - 支援者の名前
sheets-act-lines = { $name }に渡す
sheets-act-withhold = 自分だけに残す
sheets-act-profile = 保存する
sheets-act-draft = あとで続ける
sheets-profile-about = 面談の前に、支援者がここから読みはじめます。書けるところだけでかまいません。
sheets-no-answer = （書いていません）
