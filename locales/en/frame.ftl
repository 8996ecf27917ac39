language-name = English
frame-hello = Hello { $name }
frame-n = { $n ->
    [one] one
   *[other] { $n } things
}
