people-sign-in = ログイン
people-sign-in-act = ログインする
people-sign-in-held = 書いたものはお預かりしています。ログインすると、続きから送れます。
people-email = メールアドレス
people-password = パスワード
