"""What lies in what: provinces and great cities of countries that desks write of, folded.

Each line is a place and, after the colon, what lies in it. A city that bears its province's name is the province here:
tallies by province are what figures name.
"""

from factcheck.core.text import fold

_PLACES = """
Iran: Tehran, Kermanshah, Fars, Khuzestan, Isfahan, Alborz, Kurdistan, Gilan, Mazandaran, Golestan, Hormozgan, Kerman,
  Lorestan, Markazi, Qom, Qazvin, Semnan, Yazd, Zanjan, Ardabil, Bushehr, Hamadan, Ilam, East Azerbaijan, West
  Azerbaijan, Sistan and Baluchestan, Chaharmahal and Bakhtiari, Kohgiluyeh and Boyer-Ahmad, North Khorasan, South
  Khorasan, Razavi Khorasan
Alborz: Karaj
Fars: Shiraz
Khuzestan: Ahvaz, Abadan, Mahshahr, Khorramshahr, Behbahan
Razavi Khorasan: Mashhad
East Azerbaijan: Tabriz
West Azerbaijan: Urmia
Hormozgan: Bandar Abbas
Gilan: Rasht
Kurdistan: Sanandaj, Marivan
Kermanshah: Javanrud
Tehran: Shahriar, Eslamshahr, Malard
Iraq: Baghdad, Basra, Nineveh, Anbar, Dhi Qar, Najaf, Karbala, Erbil, Kirkuk
Nineveh: Mosul
Dhi Qar: Nasiriyah
Syria: Damascus, Aleppo, Idlib, Homs, Hama, Daraa, Raqqa, Deir ez-Zor, Latakia, Tartus
Palestine: Gaza, West Bank
Gaza: Gaza City, Rafah, Khan Younis, Jabalia
West Bank: Jenin, Nablus, Hebron, Ramallah
Lebanon: Beirut, Tyre, Sidon, Baalbek
Yemen: Sanaa, Aden, Hodeidah, Taiz
Sudan: Khartoum, Darfur
Darfur: El Fasher, Geneina, Nyala
Afghanistan: Kabul, Herat, Kandahar, Nangarhar, Paktika, Kunar
Nangarhar: Jalalabad
Pakistan: Punjab, Sindh, Balochistan, Khyber Pakhtunkhwa, Islamabad
Sindh: Karachi
India: Delhi, Maharashtra, Uttar Pradesh, West Bengal, Tamil Nadu, Kerala, Gujarat, Manipur
Maharashtra: Mumbai
Turkey: Istanbul, Ankara, Hatay, Kahramanmaras, Gaziantep, Adiyaman, Malatya
Hatay: Antakya, Iskenderun
Ukraine: Kyiv, Donetsk, Luhansk, Kharkiv, Kherson, Zaporizhzhia, Odesa, Dnipropetrovsk
Donetsk: Mariupol, Bakhmut, Avdiivka
Dnipropetrovsk: Dnipro
Russia: Moscow, Belgorod, Kursk, Chechnya, Dagestan
Myanmar: Yangon, Mandalay, Rakhine, Sagaing, Naypyidaw
Ethiopia: Tigray, Amhara, Oromia, Addis Ababa
Tigray: Mekelle
Nigeria: Lagos, Abuja, Kano, Borno, Kaduna
Borno: Maiduguri
Congo: North Kivu, South Kivu, Kinshasa
North Kivu: Goma
South Kivu: Bukavu
Morocco: Al Haouz, Marrakesh, Rabat
Libya: Tripoli, Benghazi, Derna
Haiti: Port-au-Prince
Brazil: Sao Paulo, Rio de Janeiro, Rio Grande do Sul, Bahia
Rio Grande do Sul: Porto Alegre
Mexico: Mexico City, Jalisco, Guerrero, Oaxaca
Guerrero: Acapulco
Spain: Madrid, Catalonia, Valencia, Andalusia
Catalonia: Barcelona
France: Paris, Marseille, Mayotte
Germany: Bavaria, Berlin, Hamburg, Saxony, Hesse
Bavaria: Munich
Italy: Lombardy, Lazio, Sicily, Veneto, Campania
Lombardy: Milan, Bergamo
Lazio: Rome
Campania: Naples
Britain: England, Scotland, Wales, Northern Ireland
England: London, Manchester, Birmingham
Scotland: Glasgow, Edinburgh
United States: California, Texas, Florida, New York, Illinois, Hawaii, Louisiana
California: Los Angeles, San Francisco
New York: New York City
Hawaii: Maui
Maui: Lahaina
Louisiana: New Orleans
China: Hubei, Beijing, Shanghai, Xinjiang, Tibet, Hong Kong
Hubei: Wuhan
Xinjiang: Urumqi
Indonesia: Java, Sumatra, Sulawesi, Jakarta, Papua
Sulawesi: Palu
Philippines: Luzon, Mindanao, Visayas, Manila
Nepal: Kathmandu
Bangladesh: Dhaka, Chittagong
"""

LIES_IN: dict[str, str] = {
    fold(inner): fold(outer)
    for line in _PLACES.replace("\n  ", " ").strip().splitlines()
    for outer, _, listed in [line.partition(":")]
    for inner in listed.split(",")
}
