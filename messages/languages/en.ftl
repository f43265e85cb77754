# What readers see, in English. Plain text: messages/html.py escapes. Addresses are never arguments.

date =
    { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }

language-name = English

## Evidence

studied-people = in people
studied-animals = in animals
studied-cells = in cells
studied-people-animals = in people and animals
studied-people-cells = in people and cells
studied-animals-cells = in animals and cells
studied-people-animals-cells = in people, animals and cells
not-in-people = not in people

design-meta-analysis = pooled studies
design-systematic-review = systematic review
design-randomised-trial = randomised trial
design-trial = trial
design-observational = observational study
design-case-report = case report
design-laboratory = laboratory study
design-animal = animal study
design-modelling = computer model
design-guideline = guideline
design-regulator = from a regulator
design-not-stated = study type not stated

reviewed-peer-reviewed = peer-reviewed
reviewed-preprint = preprint, not reviewed
reviewed-conference = shown at a conference
reviewed-press-release = press release

## Alerts and lists

# Instead of a summary. why: terms (the publisher's terms allow no more) or source (it gives none).
title-only = { $why ->
    [terms] Title only: the publisher allows no more.
   *[source] Title only: the source gives no summary.
}
untitled = Untitled
found = found { $date }
because =
    Because you follow: { $names }{ $more ->
        [0] { "" }
       *[other] { " " }and { $more } more
    }
heading-several = { $count } new stories for you
heading-late =
    { $count ->
        [one] 1 story that I could not send you in time
       *[other] { $count } stories that I could not send you in time
    }
more-follow = More in the next message.
also = Also:
also-more = (+{ $count })
heading-latest-mine = Newest on your topics
heading-latest-all = Newest from all sources
heading-words =
    No topic called { $words }.{ $found ->
        [0] { "" }
       *[other] { " " }Newest articles with these words:
    }
heading-search = Articles with { $words }
empty-latest-mine = Nothing on your topics yet. New stories will come to you.
empty-latest-all = No articles yet. Please look again in a few minutes.
empty-topic = Nothing on this topic yet.
empty-search = No article has all of these words. Try fewer or others.
ask-search = What shall I look for? For example: /search sleep apnoea
ask-topic = Which topic? For example: /topic gene therapy

## Buttons. Only button-words may begin with “Follow”.

button-read = Read
button-stop = Stop: { $name }
button-undo = Undo
button-get = Get alerts
button-words = Follow { $words } as words
button-newer = ‹ Newer
button-older = Older ›
button-all-sources = All sources
button-my-topics = My topics
button-back = ‹ Back
button-more = More ›
button-ticked = ✓ { $name }
button-add-topics = Add topics
button-all-topics = All topics
button-mine = What you follow
button-pause = Pause alerts
button-pause-day = 1 day
button-pause-week = 1 week
button-pause-open = Until I resume
button-resume = Resume alerts
button-privacy = Privacy
button-erase = Erase everything
button-keep = Keep it

## Following

followed =
    You now follow { $name }.{ $covered ->
        [none] { "" }
       *[other] { " " }It includes { $covered }.
    }
    Each new story comes to you once{ $weekly ->
        [0] .
        [one] : lately about one a week.
       *[other] : lately about { $weekly } a week.
    }
followed-already = You already follow { $name }.
followed-held = Alerts are off at the moment.
covered-more = { $names } and { $more } more
unfollowed = You no longer follow { $name }.
unfollowed-already = You do not follow { $name }.
full =
    You follow { $limit } topics and feeds, the most a chat can. Stop one to make room.
several = Which one do you mean by { $words }?
several-mine = Which one shall stop?
unknown-near = I have no topic called { $words }. Did you mean one of these?
unknown = I have no topic called { $words }.
unknown-offer = Follow the words as they are, and you get each story that has them.
preview =
    { $count ->
        [0] In the last { $days } days no article had them.
        [one] In the last { $days } days one article had them:
       *[other] In the last { $days } days { $many ->
            [yes] more than { $count }
           *[no] { $count }
        } articles had them, such as:
    }
preview-many = This will be a lot: about { $daily } a day. More words, or -words you do not want, make it less.
only-unwanted = Please say also what you want, not only what you do not. For example: crispr -mice
unfit-words = Please send a topic in a few words, for example: gene therapy
not-among-yours = You do not follow anything like { $words }.
mine =
    You follow { $count ->
        [0] { $feeds ->
            [0] no topic
            [one] one feed
           *[other] { $feeds } feeds
        }.
        [one] one topic{ $feeds ->
            [0] .
            [one] { " " }and one feed.
           *[other] { " " }and { $feeds } feeds.
        }
       *[other] { $count } topics{ $feeds ->
            [0] .
            [one] { " " }and one feed.
           *[other] { " " }and { $feeds } feeds.
        }
    }
mine-none = You follow nothing yet.
tiles = Tap a topic to follow it, tap again to stop.
shelves = Choose an area.
shelf-other = Other topics

## Start, help

start =
    Health news on topics you choose: one short alert for each new story, with its source and the kind of evidence.
    { $kind ->
        [private] Tap a topic below, or type one: gene therapy
       *[other] Admins choose the topics: tap below, or /subscribe gene therapy
    }
    /latest shows what is new, /help all commands.
    /stop ends the alerts.
    News, not medical advice.
start-back =
    Welcome back. { $count ->
        [one] You follow one topic or feed, and
       *[other] You follow { $count } topics and feeds, and
    } alerts are on.
    /latest shows what is new, /topics what you follow.
    News, not medical advice.
help =
    What I can do:
help-foot =
    { $kind ->
        [private] You can also just type a topic.
       *[other] Only admins can change what a group follows.
    }
    News, not medical advice.

command-start = Begin, or begin again
command-help = What I can do
command-topics = What you follow, and all topics
command-subscribe = Follow a topic: /subscribe gene therapy
command-unsubscribe = Stop a topic: /unsubscribe gene therapy
command-latest = The newest articles
command-topic = One topic: /topic gene therapy
command-search = Find articles: /search sleep apnoea
command-settings = How alerts are set
command-pause = Hold alerts for a while: /pause week
command-stop = End all alerts, keep your topics
command-privacy = What is stored, and why
command-export = Get all that is stored
command-erase = Delete all that is stored

profile-description =
    Health news on topics you choose: one short alert for each new story, with its source and the kind of evidence.
    News, not medical advice.
profile-about = Health news on topics you choose. News, not medical advice.

## Settings, pause, stop

settings =
    Topics and feeds: { $count ->
        [0] none yet
       *[other] { $count }
    }
    Alerts: { $alerts ->
        [on] on
        [stopped] stopped
        [open] paused until you resume
       *[paused] paused until { $until }
    }
    Language: { $language }
paused =
    Alerts are paused until { $until }.
    What comes meanwhile is only in /latest.
paused-open =
    Alerts are paused until you resume.
    What comes meanwhile is only in /latest.
resumed = Alerts are on.
stopped =
    All alerts have ended. Your topics are kept.
    /start brings the alerts back, /erase deletes everything.
stopped-already =
    Alerts have ended, so there is nothing to pause.
    /start brings them back.

## Privacy

privacy =
    What is stored about this chat:
    • its number and language
    • the topics, words and feeds it follows, and since when
    • whether alerts are paused or stopped
    • which alerts were sent, and when, for 30 days

    It is used to send you alerts, and for nothing else. No names, no tracking; what you write is deleted once it is answered.
    What you follow can say something about your health. It is never shown to others, and neither is the address of a feed that you brought.

    /export gives you all of it, /erase deletes it.
export = All that is stored about this chat.
erase =
    Delete everything stored about this chat? { $count ->
        [0] Alerts will end.
        [one] One topic or feed will be lost and alerts will end.
       *[other] { $count } topics and feeds will be lost and alerts will end.
    }
    This cannot be undone.
erased = Everything about this chat has been deleted. Nothing is left.
kept = Nothing was deleted.

## When something is in the way

unknown-command = I do not know that command. /help lists all.
unknown-command-near = I do not know that command. Did you mean { $nearest }?
forgotten-slash = Did you mean { $command }?
only-text = I can only read text. Type a topic, for example: gene therapy
admins-only = Only admins can do this here.
cannot-check = I could not check whether you are an admin. Please try again.
old-button = This button no longer works. /help lists all commands.
failed = That did not work. Please try again. (Code { $code })

## Words that are neither a topic nor a command

in-danger =
    I am sorry that things are so hard right now. I am only a news bot, and nobody reads what is written here.
    If you or somebody near you is in danger, please call your local emergency number now, or turn to a person you trust.
    You do not have to be alone with this.
how-to-end = /stop ends all alerts. /unsubscribe ends one topic and keeps the others.
pointer = I am a news bot: type a topic to follow it, for example: gene therapy. /help shows everything I can do.

## How the feeds are doing

command-feeds = How the feeds are doing

weekday =
    { $day ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
span-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
span-hours =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
span-days =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }

unreached =
    We could not reach { $names } since { $since }{ $fine ->
        [0] .
        [one] ; 1 other source is fine.
       *[other] ; { $fine } other sources are fine.
    }
unreached-two = { $first } and { $second }
unreached-many =
    { $first }, { $second } and { $more ->
        [one] 1 other
       *[other] { $more } others
    }

heading-feeds = Feeds
heading-feeds-trouble = Trouble with feeds
feeds-failing =
    { $count ->
        [one] 1 fails
       *[other] { $count } fail
    }
feeds-silent =
    { $count ->
        [one] 1 is silent
       *[other] { $count } are silent
    }
feed-fails = { $why }. For { $span }, since { $date }.
feed-silent =
    Nothing new for { $span }, since { $date }{ $gap ->
        [unknown] .
       *[other] ; usually something every { $gap }.
    }
feeds-fine =
    { $count ->
        [0] No feed is fine.
        [one] { $among ->
            [all] The one feed is fine
           *[others] 1 other feed is fine
        }, read { $ago } ago.
       *[other] { $among ->
            [all] All { $count } feeds are fine
           *[others] { $count } other feeds are fine
        }, the last read { $ago } ago.
    }
feeds-unread =
    { $count ->
        [one] 1 feed has not been read yet.
       *[other] { $count } feeds have not been read yet.
    }
feeds-own =
    Readers’ own feeds: { $count }, { $failing ->
        [0] none failing.
       *[other] { $failing } failing.
    }
feeds-none = No feed is read.
feeds-network =
    None of the { $count } feeds can be read, for { $span }, since { $date }: most likely it is our own network.
feeds-more =
    { $count ->
        [one] And 1 more: /feeds
       *[other] And { $count } more: /feeds
    }
feeds-see-all = All of them: /feeds

trouble-unreachable = No answer
trouble-server = The publisher’s server is in trouble
trouble-throttled = The publisher asks for fewer visits
trouble-refused = The publisher refuses us
trouble-missing = Nothing is at this address
trouble-gone = Taken away for good
trouble-forbidden = This address is not allowed
trouble-not-a-feed = Something else is in its place
trouble-unreadable = Too damaged to read
trouble-hostile = Takes too much to read
trouble-unknown = Cannot be read

## Feeds that a chat follows as such

own-how-to =
    Send /follow with the address of a feed, or of a page that has one, and what is new in it comes to you:
    /follow https://example.org/news
own-off = This bot reads no feeds but its own. You can follow topics: /subscribe gene therapy
own-unfit = I cannot read this address. It has to begin with http:// or https://, may not be very long, and may hold no user name or password.
own-full =
    { $count ->
        [one] You follow one feed, the most a chat can. Stop it to make room.
       *[other] You follow { $count } feeds, the most a chat can. Stop one to make room.
    }
own-not-found =
    { $why ->
        [unreachable] { $host } does not answer, or not in time. Please check the address, or try again later.
        [server] The server of { $host } is in trouble. Please try again later.
        [throttled] { $host } asks for fewer visits. Please try again later.
        [refused] { $host } does not let me in.
        [missing] There is nothing at this address of { $host }.
        [forbidden] That address is not on the public internet. I read the public web only, on its usual ports (80 and 443).
        [unreadable] There is a feed at { $host }, but it is too damaged or too large to read.
       *[not-a-feed] I found no feed at { $host }. I looked at the page, at the feeds it names, and in the usual places.
    }
own-busy = One moment, please: too many are looking for feeds right now. Try again in a minute.
own-followed = You now follow { $name }.
own-followed-already = You already follow { $name }.
own-chosen = You follow { $name }.
own-carries =
    { $count ->
        [0] It carries nothing at the moment.
        [one] It carries one item now; /latest will list it.
       *[other] It carries { $count } items now; /latest will list them.
    }
own-wide = Everything new in it comes to you.
own-narrow = Of what is new in it, only what is also on your topics comes to you.
own-narrow-none = You follow no topic yet, so for now nothing does.
own-again = To follow it again:
own-not-yours = You do not follow this feed.
own-mine =
    { $count ->
        [one] You follow one feed.
       *[other] You follow { $count } feeds.
    }
own-none = You follow no feed. To follow one, send /follow and its address.

button-narrow = Only my topics
button-wide = Everything
button-stop-feed = Stop feed: { $name }

command-follow = Follow a feed or a site: /follow and its address
command-unfollow = Stop a feed: /unfollow and its title

## Why an alert came

button-why = Why?
command-why = Why the last alert came
heading-why = Why this came
why-follow = You follow { $name }{ $words ->
        [none] .
       *[other] : { $words }
    }
why-also = Also about { $name }: { $words }
why-unfollowed = It is on nothing that you follow now.
basis-design =
    Study type: { $stated ->
        [no] not stated
        [unquoted] { $value }
       *[quoted] { $value } – the text says “{ $words }”
    }
basis-subjects =
    Studied: { $stated ->
        [no] not stated
        [unquoted] { $value }
       *[quoted] { $value } – the text says “{ $words }”
    }
basis-reviewed =
    Checked by others: { $stated ->
        [no] not stated
        [unquoted] { $value }
       *[quoted] { $value } – the text says “{ $words }”
    }
why-read = Software read the title and summary, and nothing else. It can be wrong.
why-which = Which of these?
why-none = No alert came here lately. After one, /why tells why it came; so does /why as a reply to it.
why-gone = That article is gone.

## Who else tells a story

button-also = Also…
heading-tellings =
    { $count ->
        [one] Who tells this story
       *[other] Who tells these stories
    }
tellings-gone = These articles are gone.
tellings-more = And others.
tellings-ask = Is one of them about something else? Press its button.
button-doubt = { $number }: Not the same story?
doubt-noted = Thank you. That is noted for those who run this bot.
doubt-gone = This story is too old for that, or its article is gone.

command-stories = Which articles tell one story

heading-joins = Stories
heading-doubts = Not the same story?
joins-none = No article has joined the story of another lately.
join-reports =
    { $count ->
        [one] It was doubted once.
       *[other] It was doubted { $count } times.
    }
join-first = First: { $publisher }
join-then = Joined: { $publisher }
joins-see-all = All of them: /stories
button-separate = { $number }: Separate
button-same = { $number }: Same story
join-separated = Separated. Whoever follows it and was not sent it gets it now, unless it is older than a week.
join-confirmed = Noted: the same story.
join-gone = That article is gone.
