language-name = 日本語
# $name (String) - a name
frame-hello = こんにちは { $name }
frame-n = { $n ->
   *[other] { $n }件
}
