programmes-open = Anybody can take part.
programmes-invited = Open to people who were invited.
programmes-plans = What you can book
programmes-minutes = { $minutes } minutes
programmes-minutes-first = { $first } minutes the first time, { $later } afterwards
programmes-plan = { $length }, { $price }
programmes-plan-letter = { $length }, { $price }, and a letter within { $span } of the meeting
programmes-prepare = Prepare
programmes-meet = Meet
programmes-reflect = Reflect
programmes-follow-up = Follow up
programmes-meet-two = A client and a supporter meet
programmes-or = {" or "}
programmes-client = the client writes it
programmes-supporter = the supporter writes it
programmes-letter = The letter about strengths (where the plan has one)
programmes-continue = The choice whether to go on
programmes-before = up to { $span } before the meeting
programmes-after = within { $span } of the meeting
programmes-clocks = Until when
programmes-book = Book
programmes-horizon = How far ahead
programmes-move = Move
programmes-cancel = Cancel
programmes-hold = A chosen time is held
programmes-offer = An answer to three offered times
programmes-until = up to { $span } before
programmes-ahead = up to { $span } ahead
programmes-for = for { $span }
programmes-online = online
programmes-room = in a room of the organisation
programmes-address = at a place the supporter names
programmes-span-minutes = { $count } minutes
programmes-span-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
  }
programmes-span-days = { $count ->
    [one] one day
   *[other] { $count } days
  }
programmes-promise-title = What supporters promise
programmes-promise = Every supporter opens at least { $count } times a month.
programmes-find = Find a supporter
rooms-title = Rooms
rooms-what = Rooms for meetings. Like a person, a room is never booked twice at one time.
rooms-none = There is no room yet.
rooms-new = Another room
rooms-name = Name
rooms-address = Where it is
rooms-address-hint = With building and floor, a newcomer finds it too.
rooms-add = Add the room
rooms-close = Close it
rooms-closed = closed
rooms-sample-one = Consulting room Zelkova
rooms-sample-two = Consulting room Maple
rooms-sample-address = Main building, third floor
