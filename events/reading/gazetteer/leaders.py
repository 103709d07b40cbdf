"""Leaders whom texts name without their country, in office at some time since 2010. Titles and adjectives go first."""

LEADERS = """
AE Mohammed bin Zayed|Mohamed bin Zayed
AU Albanese|Penny Wong|Scott Morrison|Malcolm Turnbull|Marise Payne
BR Lula|Bolsonaro
CA Trudeau|Mark Carney|Carney|Mélanie Joly
CN Xi Jinping|Xi|Li Qiang|Li Keqiang|Wang Yi|Wang Wenbin|Mao Ning
DE Olaf Scholz|Scholz|Angela Merkel|Merkel|Friedrich Merz|Merz|Annalena Baerbock|Baerbock
EU Ursula von der Leyen|von der Leyen|Von der Leyen|Josep Borrell|Borrell|Charles Michel|Kaja Kallas|Kallas
    |Jutta Urpilainen
FR Emmanuel Macron|Macron
GB Rishi Sunak|Sunak|Boris Johnson|Keir Starmer|Starmer|Theresa May|Liz Truss|David Lammy|Lammy|David Cameron
ID Joko Widodo|Widodo|Jokowi|Prabowo Subianto|Prabowo|Retno Marsudi
IN Narendra Modi|Modi|Subrahmanyam Jaishankar|Jaishankar
IT Giorgia Meloni|Meloni|Mario Draghi
JP Fumio Kishida|Kishida|Shinzo Abe|Abe|Yoshihide Suga|Suga|Shigeru Ishiba|Ishiba|Sanae Takaichi|Takaichi
    |Yoshimasa Hayashi
KR Yoon Suk Yeol|Yoon Suk-yeol|Yoon|Moon Jae-in|Lee Jae-myung|Lee Jae Myung
MY Anwar Ibrahim|Anwar|Mahathir
NZ Jacinda Ardern|Ardern|Christopher Luxon|Luxon|Winston Peters|Nanaia Mahuta
PH Ferdinand Marcos|Marcos|Duterte
RU Vladimir Putin|Putin|Sergei Lavrov|Lavrov
SA Mohammed bin Salman
TR Recep Tayyip Erdogan|Recep Tayyip Erdoğan|Erdogan|Erdoğan
UA Volodymyr Zelenskyy|Volodymyr Zelensky|Zelenskyy|Zelensky|Zelenskiy
UN António Guterres|Antonio Guterres|Guterres
US Joe Biden|Biden|Donald Trump|Trump|Barack Obama|Obama|Antony Blinken|Blinken|Kamala Harris|Marco Rubio|Rubio
    |Janet Yellen|Yellen|Samantha Power|Lloyd Austin
VN Pham Minh Chinh|Nguyen Xuan Phuc|To Lam|Vo Van Thuong
ZA Cyril Ramaphosa|Ramaphosa
"""
