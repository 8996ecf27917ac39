operations-version = Banso { $version } is running.
operations-schema = The schema is that of this version ({ $step }).
operations-schema-pending = The schema is of an older version. banso migrate brings it up to date ({ $steps }).
operations-schema-newer = The schema has { $step }, which this version does not know. Use the newer version of Banso.
operations-keys = { $count ->
    [one] The one data key opens.
   *[other] All { $count } data keys open.
  }
operations-keys-missing = The master key { $names } is not in the key file. What it protects cannot be read. Restore it from the copy of your key file.
operations-keys-broken = { $count ->
    [one] One data key does not open.
   *[other] { $count } data keys do not open.
  } Check that the key file belongs to this data.
operations-mail = Mail is going out.
operations-mail-kept = Mail stays in the outbox and is not sent. Set smtp to send it.
operations-mail-failing = { $count ->
    [one] One job did not succeed and is being tried again.
   *[other] { $count } jobs did not succeed and are being tried again.
  }
operations-jobs = No job has been waiting too long.
operations-jobs-stuck = { $count ->
    [one] One job has stood still for more than an hour.
   *[other] { $count } jobs have stood still for more than an hour.
  } Check that banso serve is running.
operations-dead-none = No job was given up.
operations-dead = { $count ->
    [one] One job was given up after ten tries.
   *[other] { $count } jobs were given up after ten tries.
  }
operations-backup-never = There is no backup yet. banso backup makes one.
operations-backup-hours = { $hours ->
    [0] The last backup is less than an hour old.
    [one] The last backup is an hour old.
   *[other] The last backup is { $hours } hours old.
  }
operations-backup-days = { $days ->
    [one] The last backup is a day old.
   *[other] The last backup is { $days } days old.
  } Please make a new one.
operations-checkpoint = { $hours ->
    [0] The last checkpoint of the audit log is less than an hour old.
    [one] The last checkpoint of the audit log is an hour old.
   *[other] The last checkpoint of the audit log is { $hours } hours old.
  }
operations-checkpoint-none = There is nothing in the audit log yet.
operations-checkpoint-never = The audit log has no checkpoint yet. banso serve writes one every day.
operations-checkpoint-old = { $days ->
    [one] The last checkpoint of the audit log is a day old.
   *[other] The last checkpoint of the audit log is { $days } days old.
  } Check that banso serve is running and that the file of checkpoints can be written.
operations-checkpoint-unread = The checkpoints of the audit log cannot be read: { $why }
operations-size = The data takes { $megabytes } MB.
operations-disk = { $gigabytes } GB are free on the disk.
operations-disk-little = Only { $megabytes } MB are free on the disk. Please make room.
operations-files = The files of the database are sound.
operations-files-damaged = The files of the database are damaged: { $what }
operations-texts = { $count ->
    [one] The one protected text opens.
   *[other] All { $count } protected texts open.
  }
operations-texts-broken = { $count ->
    [one] One protected text does not open
   *[other] { $count } protected texts do not open
  } ({ $columns }).
operations-log = { $count ->
    [one] One entry of the audit log was walked; the chain holds.
   *[other] { $count } entries of the audit log were walked; the chain holds.
  }
operations-log-broken = The chain of the audit log breaks at row { $row }. See "When the audit log does not hold" in the manual.
operations-log-cut = The audit log ends before row { $row }, which was there. See "When the audit log does not hold" in the manual.
operations-occupancy = No time is taken without a booking.
operations-occupancy-wrong = { $count ->
    [one] One taken time does not fit a booking.
   *[other] { $count } taken times do not fit a booking.
  }
operations-bookings = Every booking holds the time of its two people.
operations-bookings-wrong = { $count ->
    [one] One booking does not hold its time.
   *[other] { $count } bookings do not hold their time.
  }
operations-overlap-none = Nobody and no room is booked twice at one time.
operations-overlap = { $count ->
    [one] One pair of bookings overlaps.
   *[other] { $count } pairs of bookings overlap.
  }
operations-health = How things are
operations-health-well = Nothing is wrong.
operations-health-trouble = Something needs your attention.
operations-dead-title = Jobs that were given up
operations-retry = Try again
operations-outbox = Outbox
operations-outbox-what = See which mail went to whom, and when. What is said in confidence is never in a mail.
operations-outbox-act = See the outbox
operations-manual = Manual of operation
operations-outbox-kept = Mail is kept here and not sent.
operations-outbox-sent = Mail that was sent. Its text is not kept.
operations-outbox-empty = There is no mail yet.
operations-mail-to = To
operations-mail-at = Sent
operations-mail-kind = Kind
operations-mail-calendar = Calendar entry
operations-sample-subject = Your meeting is booked | Bansosha
operations-sample-mail = Your meeting is booked. It begins { $when }.
operations-kind-confirm = Confirmation of a mail address
operations-kind-tried = Notice to somebody who signed up again
operations-kind-reset = Link for a new password
operations-kind-password-changed = Notice of a changed password
operations-kind-invitation = Invitation
operations-kind-confirmed = Notice of a booked meeting
operations-kind-moved = Notice of a moved meeting
operations-kind-cancelled = Notice of a cancelled meeting
operations-kind-day-before = Reminder a day before a meeting
operations-kind-hour-before = Reminder an hour before a meeting
operations-kind-offered = Notice of three offered times
operations-kind-offer-declined = Notice that no offered time suits
operations-kind-offer-withdrawn = Notice of withdrawn times
operations-kind-offer-expired = Notice of offered times that ran out
operations-kind-offer-expiry = Ending of offered times
operations-kind-entered = News that an agreement was written down for a client
operations-kind-arrived = Notice of a letter
operations-kind-replied = Notice of a reply
operations-kind-remind-letter = Reminder that a letter is awaited
operations-kind-remind-offer = Reminder that offered times wait
operations-kind-remind-attendance = Reminder to say how a meeting went
operations-kind-remind-promise = Reminder of the promised free times
operations-kind-checkpoint = Checkpoint of the audit log
operations-kind-checkpoint-mail = Mail with a checkpoint of the audit log
operations-kind-disclosure-shown = News that there is something to decide
operations-kind-disclosure-decided = News that a disclosure was decided
operations-kind-disclosure-asked = A second person is asked
operations-kind-disclosure-opened = News that a disclosure is open to its reader
operations-kind-disclosure-told = News to a client that something left
operations-kind-disclosure-review = A review is asked for
operations-kind-disclosure-settled = News that an emergency packet was decided about
operations-kind-disclosure-overdue = News that a review is overdue
operations-kind-disclosure-review-due = Looks whether a review was done
operations-kind-disclosure-wanted = News that a client asks to read
operations-kind-disclosure-answered = News that a request to read was answered
operations-kind-disclosure-over = The end of a disclosure
operations-kind-forgetting = Write an erasure down outside the database, and clean its files
operations-kind-erased = Word to who erased their record
operations-kind-retention = Destroy what has been kept long enough
operations-kind-disclosure-moved = News that an extract has moved on
operations-kind-disclosure-passage = A supporter is asked to write out an extract
