# $folder (String) - 控えの置き場所
cli-backed-up-before = 構造を変える前に、控えを取りました：{ $folder }
cli-nothing-to-migrate = 構造は、いまの版に合っています。
# $names (String) - 適用した手順の名前
cli-migrated = 構造を新しくしました：{ $names }
# $folder (String) - 控えの置き場所
# $rows (Number) - 行数
cli-backed-up = 控えを取りました：{ $folder }（{ $rows }行）
cli-keys-apart = 鍵ファイルは入っていません。控えとは別の場所に保管してください。
# $made (String) - 控えを取った時刻
# $rows (Number) - 行数
cli-restored = { $made } の控えを戻しました（{ $rows }行）。
# $file (String) - 鍵ファイルの場所
cli-restored-next = 控えに鍵は入っていません。鍵ファイルを { $file } に置き、banso doctor --all で確かめてください。
# $entries (Number) - 行数
# $checkpoints (Number) - 照合点の数
cli-audit-holds = 監査の記録{ $entries }行の鎖は、切れていません。{ $checkpoints ->
    [0] 見くらべる照合点は、まだありません。
   *[other] { $checkpoints }個の照合点とも合っています。
  }
# $row (Number) - 行の番号
cli-audit-broken = 監査の記録の鎖が、{ $row }行目で切れています。この行が書きかえられたか、入れかえられたか、足されたか、なくなっています。
# $row (Number) - 行の番号
cli-audit-cut = 監査の記録が、あったはずの{ $row }行目より前で終わっています。終わりが切り取られています。
# $name (String) - 親鍵の名前
# $count (Number) - 鍵の数
cli-key-current = 親鍵 { $name }：いま使っています。{ $count }本の鍵を包んでいます。
# $name (String) - 親鍵の名前
# $count (Number) - 鍵の数
cli-key-known = 親鍵 { $name }：まだ{ $count }本の鍵を包んでいます。banso keys rotate で、いまの親鍵に移せます。行は消さないでください。
# $name (String) - 親鍵の名前
cli-key-idle = 親鍵 { $name }：何も包んでいません。古いものなら、送ったリンクの期限が過ぎたあとに行を消せます（古い控えを読むために、写しは残してください）。これから使うものなら banso keys rotate --to { $name } です。
# $name (String) - 親鍵の名前
# $count (Number) - 鍵の数
cli-key-missing = 親鍵 { $name }：{ $count }本の鍵を包んでいますが、鍵ファイルにありません。鍵ファイルの控えから、その行を戻してください。
# $count (Number) - 鍵の数
cli-keys-destroyed = わざと壊した鍵が{ $count }本あります。それで守られていたものは、もう読めません。
# $name (String) - 親鍵の名前
cli-key-added = 親鍵 { $name } を鍵ファイルに足しました。まだ使っていません。鍵ファイルをすべての機械に写してから、banso keys rotate --to { $name } を実行してください。
# $count (Number) - 鍵の数
# $name (String) - 親鍵の名前
cli-rotated = { $count }本の鍵を、親鍵 { $name } で包みなおしました。
# $count (Number) - 鍵の数
cli-rotated-stuck = { $count }本の鍵は開かず、そのままです。banso doctor --all で確かめてください。
cli-rotated-copy = 鍵ファイルが新しくなりました。写しを取りなおして、控えとは別の場所に保管してください。
# $count (Number) - 件数
# $file (String) - ファイル
cli-decrypted = { $count }件の文章を { $file } に書きました。だれの目にも読めるので、置き場所に気をつけてください。
# $count (Number) - 件数
cli-decrypted-destroyed = { $count }件は、鍵をわざと壊してあり、読めません。
# $count (Number) - 件数
cli-decrypted-broken = { $count }件は開きませんでした。
# $count (Number) - 件数
cli-restored-again = 控えのあとに消された{ $count }件の記録を、もう一度消しました。
