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
    Each new story comes to you once.
followed-already = You already follow { $name }.
followed-held = Alerts are off at the moment.
covered-more = { $names } and { $more } more
unfollowed = You no longer follow { $name }.
unfollowed-already = You do not follow { $name }.
full =
    You follow { $limit } topics, the most a chat can. Stop one to make room.
several = Which one do you mean by { $words }?
several-mine = Which one shall stop?
unknown-near = I have no topic called { $words }. Did you mean one of these?
unknown = I have no topic called { $words }.
unknown-offer = Follow the words as they are, and you get each story that has them.
unfit-words = Please send a topic in a few words, for example: gene therapy
not-among-yours = You do not follow anything like { $words }.
mine =
    { $count ->
        [one] You follow one topic.
       *[other] You follow { $count } topics.
    }
mine-none = You do not follow any topic yet.
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
        [one] You follow one topic, and
       *[other] You follow { $count } topics, and
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
    Topics: { $count ->
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
    • the topics and words it follows, and since when
    • whether alerts are paused or stopped
    • which alerts were sent, and when, for 30 days

    It is used to send you alerts, and for nothing else. No names, no tracking; what you write is deleted once it is answered.
    What you follow can say something about your health. It is never shown to others.

    /export gives you all of it, /erase deletes it.
export = All that is stored about this chat.
erase =
    Delete everything stored about this chat? { $count ->
        [0] Alerts will end.
        [one] One topic will be lost and alerts will end.
       *[other] { $count } topics will be lost and alerts will end.
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
