"""The language of a document, told by its small words; a doubt is no language."""

from __future__ import annotations

import pytest

from tests.language.growth import BOUNDED, growth
from tracker.language.tongues import READ, Tongue, language_of, small_words

TEXTS = {
    "en": "The minister said that the first of the ambulances would be sent to the port before the end of May, and that"
    " the rest will follow as soon as the crews have been trained by their colleagues.",
    "de": "Der Minister sagte, dass die ersten Fahrzeuge noch vor dem Ende des Monats in den Hafen gebracht"
    " werden und die übrigen folgen, sobald die Besatzungen von ihren Kollegen geschult worden sind.",
    "fr": "Le ministre a dit que les premiers véhicules seront envoyés au port avant la fin du mois et que les autres"
    " suivront dès que les équipages auront été formés par leurs collègues dans une école.",
    "es": "El ministro dijo que los primeros vehículos serán enviados al puerto antes de que termine el mes y que los"
    " demás seguirán en cuanto las dotaciones hayan sido formadas por sus colegas en una escuela.",
    "it": "Il ministro ha detto che i primi veicoli saranno inviati al porto prima della fine del mese e che gli altri"
    " seguiranno non appena gli equipaggi saranno stati formati dai loro colleghi in una scuola.",
    "pt": "O ministro disse que os primeiros veículos serão enviados para o porto antes do fim do mês e que os outros"
    " seguirão logo que as equipas tenham sido formadas pelos seus colegas, mas não antes.",
    "nl": "De minister zei dat de eerste voertuigen nog voor het einde van de maand naar de haven worden"
    " gebracht en dat de andere volgen als de bemanningen door hun collega's zijn opgeleid.",
    "pl": "Minister powiedział, że pierwsze pojazdy zostaną wysłane do portu przed końcem miesiąca, a pozostałe"
    " trafią tam od razu po tym, jak załogi będą przeszkolone przez kolegów, którzy już je znają.",
    "cs": "Ministr řekl, že první vozidla budou odeslána do přístavu ještě před koncem měsíce a že ostatní budou"
    " následovat, jakmile jejich posádky vyškolí kolegové, kteří je již znají, ale ne dříve než v květnu.",
    "sk": "Minister povedal, že prvé vozidlá budú odoslané do prístavu ešte pred koncom mesiaca a že ostatné budú"
    " nasledovať, keď ich posádky vyškolia kolegovia, ktorí ich už poznajú, ale nie skôr ako v máji.",
    "uk": "Міністр сказав, що перші машини будуть відправлені до порту ще до кінця місяця, а інші надійдуть"
    " після того, як їхні екіпажі пройдуть навчання у колег, які вже знають цю техніку.",
    "ru": "Министр сказал, что первые машины будут отправлены в порт ещё до конца месяца, а остальные поступят"
    " после того, как их экипажи пройдут обучение у коллег, которые уже знают эту технику.",
    "bg": "Министърът каза, че първите машини ще бъдат изпратени на пристанището още преди края на месеца, а"
    " останалите ще пристигнат, след като екипажите им бъдат обучени от колеги, които вече ги познават.",
    "ro": "Ministrul a spus că primele vehicule vor fi trimise în port înainte de sfârșitul lunii și că"
    " celelalte vor urma după ce echipajele lor au fost instruite de colegii care le cunosc deja.",
    "hu": "A miniszter azt mondta, hogy az első járművek még a hónap vége előtt a kikötőbe érkeznek, és a többi is"
    " követi őket, ha a legénységet azok a kollégák, akik már ismerik, kiképezték.",
    "sv": "Ministern sade att de första fordonen ska skickas till hamnen före slutet av månaden och att de andra följer"
    " när besättningarna har utbildats av sina kolleger, men inte förrän i maj.",
    "da": "Ministeren sagde, at de første køretøjer bliver sendt til havnen inden udgangen af måneden, og at de andre"
    " følger, når besætningerne er blevet uddannet af deres kolleger, men ikke før i maj.",
    "no": "Ministeren sa at de første kjøretøyene blir sendt til havnen før utgangen av måneden, og at de andre"
    " følger når mannskapene har blitt utdannet av sine kolleger, men ikke før etter mai.",
    "fi": "Ministeri sanoi, että ensimmäiset ajoneuvot ovat satamassa jo ennen kuun loppua ja että muut tulevat, kun"
    " miehistöt on koulutettu, mutta ei ennen toukokuuta, koska se olisi liian aikaista.",
    "et": "Minister ütles, et esimesed sõidukid saadetakse sadamasse juba enne kuu lõppu ja et teised tulevad"
    " pärast seda, kui meeskonnad on välja õpetatud, aga mitte varem kui mais, sest see ei ole veel võimalik.",
    "lv": "Ministrs teica, ka pirmās mašīnas tiks nosūtītas uz ostu vēl līdz mēneša beigām un ka pārējās būs"
    " tur pēc tam, kad apkalpes ir apmācītas, bet ne agrāk kā maijā, jo tas nav iespējams.",
    "lt": "Ministras sakė, kad pirmosios mašinos bus išsiųstos į uostą dar iki mėnesio pabaigos ir kad kitos"
    " atvyks po to, kai įgulos jau bus apmokytos, bet ne anksčiau kaip gegužę, nes tai yra per anksti.",
    "tr": "Bakan, ilk araçların ay sonuna kadar limana gönderileceğini ve diğerlerinin ise ekipler eğitildikten sonra"
    " geleceğini söyledi, ancak bu mayıs ayından önce olacak bir iş değil, çok daha uzun sürecek gibi.",
    "el": "Ο υπουργός είπε ότι τα πρώτα οχήματα θα σταλούν στο λιμάνι πριν από το τέλος του μήνα και ότι τα υπόλοιπα θα"
    " ακολουθήσουν μόλις εκπαιδευτούν τα πληρώματα.",
    "ar": "قال الوزير إن أولى المركبات سترسل إلى الميناء قبل نهاية الشهر وإن البقية ستتبعها بعد تدريب الأطقم.",
    "he": "השר אמר כי כלי הרכב הראשונים יישלחו לנמל לפני סוף החודש וכי השאר יגיעו לאחר שהצוותים יוכשרו.",
    "zh": "部长说,第一批车辆将在月底前运往港口,其余车辆将在人员培训结束后陆续运到,但不会早于五月。",
    "ja": "大臣は、最初の車両を月末までに港へ送り、残りは要員の訓練が終わり次第送ると述べた。",
    "ko": "장관은 첫 번째 차량을 이달 말까지 항구로 보내고 나머지는 승무원 교육이 끝나는 대로 보내겠다고 말했다.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_or_two_are_enough_to_tell_a_language(code: str) -> None:
    assert language_of(TEXTS[code]).code == code


def test_the_share_says_how_much_of_the_text_shows_the_language() -> None:
    assert 0.4 < language_of(TEXTS["en"]).share < 0.7
    assert language_of(TEXTS["el"]).share == 1.0


def test_a_scan_reads_english() -> None:
    assert READ == ("en",)


@pytest.mark.parametrize("text", ["", "Ambulances for Estrovia", "1 2 3 4 5 6 7 8 9 10 11 12 13", "港口"])
def test_a_text_that_is_too_short_has_no_language(text: str) -> None:
    assert language_of(text) == Tongue(None, 0.0)


@pytest.mark.parametrize(("one", "other"), [("en", "fr"), ("de", "en"), ("uk", "ru"), ("da", "no"), ("cs", "sk")])
def test_a_text_in_two_languages_is_in_doubt(one: str, other: str) -> None:
    assert language_of(f"{TEXTS[one]}\n\n{TEXTS[other]}").code is None


@pytest.mark.parametrize(
    "text",
    [
        "Міністр сказаў, што першыя машыны будуць адпраўлены ў порт яшчэ да канца месяца, а астатнія прыбудуць"
        " пасля таго.",
        "Министар је рекао да ће прва возила бити послата у луку пре краја месеца и да ће остала стићи после"
        " обуке људи.",
        "وزیر گفت که نخستین خودروها پیش از پایان ماه به بندر فرستاده می‌شوند و بقیه پس از آموزش خدمه خواهند رسید.",
    ],
    ids=["be", "sr", "fa"],
)
def test_a_language_that_is_not_in_the_table_is_not_taken_for_its_neighbour(text: str) -> None:
    assert language_of(text).code is None


def test_names_from_elsewhere_do_not_change_the_language() -> None:
    names = "Radosław Sikorski, Kosiniak-Kamysz, Wrocław, Łódź, Rzeszów, Володимир Зеленський. "
    assert language_of(names + TEXTS["en"]).code == "en"


def test_noise_has_no_say() -> None:
    menu = "This site uses cookies. By going on you accept that the cookies are set by us and our partners. OK\n"
    assert language_of(f"{menu * 3}{TEXTS['pl']}").code == "pl"


def test_the_small_words_of_a_language_are_its_own() -> None:
    assert {"the", "of", "would"} <= small_words()
    assert "der" in small_words("de") - small_words()


def test_a_list_of_names_has_no_language() -> None:
    names = "Ilmarinen Tessaly Okonjo Brandt Quill Aranda Zant Halcyon Southport Estrovia Norland Maren Holt Wieland"
    assert language_of(f"{names} of {names}").code is None


def test_only_the_first_pages_are_read() -> None:
    assert language_of(TEXTS["en"] * 1_100 + TEXTS["fr"] * 5_000).code == "en"
    assert growth(language_of, TEXTS["en"] * 25_000, BOUNDED) < BOUNDED
