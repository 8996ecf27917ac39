# $time (String) - 時刻
drafts-saved = { $time } 保存済み
drafts-too-large = 長すぎて保存できません。短くすると、また保存します。
drafts-held = お預かりしていた文章
drafts-held-what = ログインが終わっていたので、まだ送られていません。内容を確かめて、送ってください。
drafts-held-until = ここに残るのは1時間です。
drafts-held-empty = 書きこみのない欄だけでした。
drafts-held-unnamed = ほかに書いたこと
drafts-held-send = 送る
drafts-held-discard = 送らずに捨てる
drafts-held-readers = あなただけ。送ると、送り先のページの人も
drafts-too-many = 書きかけが多すぎるので、自動では残せません。先に、どれかを書きおえてください。
