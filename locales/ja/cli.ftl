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
cli-audit-holds = 監査の記録{ $entries }行の鎖は切れておらず、{ $checkpoints }個の照合点とも合っています。
# $row (Number) - 行の番号
cli-audit-broken = 監査の記録の鎖が、{ $row }行目で切れています。この行が書きかえられたか、入れかえられたか、足されたか、なくなっています。
# $row (Number) - 行の番号
cli-audit-cut = 監査の記録が、あったはずの{ $row }行目より前で終わっています。終わりが切り取られています。
