today-title = Where a hand is needed today
today-quiet = Nothing needs a hand.
today-others = { $day }. { $count ->
    [one] One other thing is moving as promised.
   *[other] { $count } other things are moving as promised.
  }
today-letters = Letters past their day
today-offers = Waiting for an answer
today-attendance = Meetings nobody has closed
today-promises = Open times still missing
today-invitations = Invited and not here yet
today-letter = Letter to { $client } (by { $supporter })
today-letter-since = Promised for { $day }
today-offer = Three times offered by { $client } (to { $supporter })
today-offer-since = Waiting for an answer since { $day }
today-meeting = Meeting of { $client } and { $supporter }
today-meeting-since = It was to end on { $day }
today-promise = This month’s times of { $supporter }
today-promise-stands = { $opened } of { $promised } promised
today-invited = Invitation to { $email }
today-invited-since = Sent on { $day }
today-invited-act = Look at the invitation
today-remind = Remind { $supporter }
today-reminded = Reminded
today-mail-letter = About a letter you promised
today-mail-letter-line = One letter is past the day it was promised for. What you began is saved. If it is hard to finish, please tell the people who run the programme.
today-mail-offer = Three times are waiting for your answer
today-mail-offer-line = Somebody is waiting for your answer. If none of the times suits you, you can say so.
today-mail-meeting = Please say how a meeting went
today-mail-meeting-line = One meeting has not been closed yet. Please say only whether it took place.
today-mail-promise = About this month’s open times
today-mail-promise-line = This month’s promised times are not all open yet. You can open the same weekdays as last month at once.
