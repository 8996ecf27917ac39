booking-taken = This time was taken a moment ago
booking-missing = This time can no longer be booked
booking-taken-what = You chose { $when }. What you wrote is kept, and you can carry it over to a time nearby.
booking-others = Times nearby
booking-take-other = Take this time
booking-no-other = No time nearby is free right now. Offer three times that suit you, and the answer will come to you.
booking-offer-act = Offer three times
booking-all-times = See all free times
booking-other-time = Another time
booking-form = Booking
booking-with = Meeting with { $name }
booking-kept = { $minutes ->
    [one] This time is kept for you for another minute.
   *[other] This time is kept for you for another { $minutes } minutes.
}
booking-kept-no-more = The time is no longer kept. If it is still free, you can book it as it is.
booking-carried = These are your answers from last time. Change what has changed, and go on.
booking-readers = You, { $names }
booking-check-act = Check
booking-unsaved = Writing
booking-unkept = Not saved yet. It will be tried again once you are connected.
booking-saved-at = Saved { $when }
booking-check = Check your booking
booking-back-to-form = Back to writing
booking-when = When
booking-who = With
booking-plan = Plan
booking-plan-is = { $plan }, meeting { $ordinal }, { $minutes } minutes
booking-where = Where
booking-online = Online
booking-online-at = Online { $link }
booking-place-later = Your supporter will tell you where
booking-no-answer = (nothing written)
booking-edit = Change
booking-confirm-act = Book

booking-cancellation = Cancelling the meeting
booking-cancel-what = Plans change for everybody. If you cancel, { $name } will be told and the time is free again.
booking-cancel-until = You can cancel here until { $when }.
booking-cancel-closed = Cancelling was possible until { $when }. From now on, your supporter can make changes.
booking-move-instead = Move to another time
booking-cancel-words = A few words
booking-cancel-words-about = You need not give a reason. If there is something to say to { $name }, it fits here.
booking-cancel-act = Cancel the meeting
booking-leave = Leave it as it is
booking-to-meeting = To the meeting

booking-move = Moving the meeting
booking-now-at = It is at { $when } now.
booking-move-until = You can move it here until { $when }.
booking-move-closed = Moving was possible until { $when }. From now on, your supporter can make changes.
booking-move-nothing = { $name } has no free time right now.
booking-more-times = See later times
booking-move-act = Move to this time

booking-calendar-title = Appointment
booking-mail-confirmed = Your meeting is booked
booking-mail-confirmed-what = Your meeting with { $name } is booked.
booking-mail-moved = Your meeting has moved
booking-mail-moved-what = Your meeting with { $name } has moved.
booking-mail-cancelled = Your meeting is cancelled
booking-mail-cancelled-what = Your meeting with { $name } is cancelled.
booking-mail-tomorrow = Your meeting is tomorrow
booking-mail-tomorrow-what = Your meeting with { $name } is coming up.
booking-mail-soon = Your meeting starts soon
booking-mail-soon-what = Your meeting with { $name } starts soon.
booking-mail-when = When: { $when }
booking-mail-where = Where: { $place }
