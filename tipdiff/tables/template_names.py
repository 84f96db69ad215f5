"""What the people and things of a country are called: the edit is the same, whoever's it is.

"Danish police" and "Peruvian police" are the same words where an edit is looked for in many
narratives; the names themselves are those of data/countries.csv.
"""

from __future__ import annotations

DEMONYMS: dict[str, str] = {
    row.split(maxsplit=1)[0]: row.split(maxsplit=1)[1]
    for row in """
AFG Afghan Afghans
ALB Albanian Albanians
DZA Algerian Algerians
AND Andorran Andorrans
AGO Angolan Angolans
ATG Antiguan Antiguans Barbudan Barbudans
ARG Argentine Argentines Argentinian Argentinians
ARM Armenian Armenians
ABW Aruban Arubans
AUS Australian Australians
AUT Austrian Austrians
AZE Azerbaijani Azerbaijanis
BHS Bahamian Bahamians
BHR Bahraini Bahrainis
BGD Bangladeshi Bangladeshis
BRB Barbadian Barbadians
BLR Belarusian Belarusians
BEL Belgian Belgians
BLZ Belizean Belizeans
BEN Beninese
BTN Bhutanese
BOL Bolivian Bolivians
BIH Bosnian Bosnians Herzegovinian Herzegovinians
BWA Motswana Batswana
BRA Brazilian Brazilians
BRN Bruneian Bruneians
BGR Bulgarian Bulgarians
BFA Burkinabe Burkinabè Burkinabé
MMR Burmese
BDI Burundian Burundians
CPV Cabo-Verdean Cabo-Verdeans Cape-Verdean Cape-Verdeans
KHM Cambodian Cambodians
CMR Cameroonian Cameroonians
CAN Canadian Canadians
CAF Central-African Central-Africans
TCD Chadian Chadians
CHL Chilean Chileans
CHN Chinese PRC
COL Colombian Colombians
COM Comoran Comorans Comorian Comorians
COG Congolese ROC
COD Congolese DRC
CRI Costa-Rican Costa-Ricans
CIV Ivoirian Ivoirians Ivorian Ivorians
HRV Croatian Croatians Croat Croats
CUB Cuban Cubans
CUW Curaçaoan Curaçaoans Curacaoan Curacaoans
CYP Cypriot Cypriots
CZE Czech Czechs
DNK Danish Dane Danes
DJI Djiboutian Djiboutians
DMA Dominican Dominicans
DOM Dominican Dominicans
ECU Ecuadorian Ecuadorians
EGY Egyptian Egyptians
SLV Salvadoran Salvadorans
GNQ Equatorial-Guinean Equatorial-Guineans Equatoguinean Equatoguineans
ERI Eritrean Eritreans
EST Estonian Estonians
SWZ Swazi Swazis
ETH Ethiopian Ethiopians
FJI Fijian Fijians
FIN Finnish Finn Finns
FRA French
GAB Gabonese
GMB Gambian Gambians
GEO Georgian Georgians
DEU German Germans
GHA Ghanaian Ghanaians
GRC Greek Greeks
GRD Grenadian Grenadians
GTM Guatemalan Guatemalans
GIN Guinean Guineans
GNB Bissau-Guinean Bissau-Guineans
GUY Guyanese
HTI Haitian Haitians
HND Honduran Hondurans
HKG Hong-Kongers SAR
HUN Hungarian Hungarians
ISL Icelandic Icelander Icelanders
IND Indian Indians
IDN Indonesian Indonesians
IRN Iranian Iranians
IRQ Iraqi Iraqis
IRL Irish
ISR Israeli Israelis
ITA Italian Italians
JAM Jamaican Jamaicans
JPN Japanese
JOR Jordanian Jordanians
KAZ Kazakhstani Kazakhstanis Kazakh Kazakhs
KEN Kenyan Kenyans
KIR I-Kiribati
PRK North-Korean North-Koreans DPRK
KOR Korean Koreans South-Korean South-Koreans ROK
XKX Kosovar Kosovars Kosovan Kosovans
KWT Kuwaiti Kuwaitis
KGZ Kyrgyz Kyrgyzstani Kyrgyzstanis
LAO Lao Laotian Laotians
LVA Latvian Latvians
LBN Lebanese
LSO Basotho Mosotho Sotho
LBR Liberian Liberians
LBY Libyan Libyans
LIE Liechtensteiner Liechtensteiners
LTU Lithuanian Lithuanians
LUX Luxembourgish Luxembourger Luxembourgers
MAC Macanese SAR
MDG Malagasy
MWI Malawian Malawians
MYS Malaysian Malaysians
MDV Maldivian Maldivians
MLI Malian Malians
MLT Maltese
MHL Marshallese RMI
MRT Mauritanian Mauritanians
MUS Mauritian Mauritians
MEX Mexican Mexicans
FSM Micronesian Micronesians FSM
MDA Moldovan Moldovans
MNG Mongolian Mongolians
MNE Montenegrin Montenegrins
MAR Moroccan Moroccans
MOZ Mozambican Mozambicans
NAM Namibian Namibians
NRU Nauruan Nauruans
NPL Nepali Nepalis Nepalese
NLD Dutch
NZL New-Zealander New-Zealanders
NIC Nicaraguan Nicaraguans
NER Nigerien Nigeriens
NGA Nigerian Nigerians
MKD Macedonian Macedonians North-Macedonian North-Macedonians
NOR Norwegian Norwegians
OMN Omani Omanis
PAK Pakistani Pakistanis
PLW Palauan Palauans
PAN Panamanian Panamanians
PNG Papua-New-Guinean Papua-New-Guineans PNG
PRY Paraguayan Paraguayans
PER Peruvian Peruvians
PHL Philippine Filipino Filipinos Filipina Filipinas
POL Polish Pole Poles
PRT Portuguese
QAT Qatari Qataris
ROU Romanian Romanians
RUS Russian Russians
RWA Rwandan Rwandans
KNA Kittitian Kittitians Nevisian Nevisians
LCA Saint-Lucian Saint-Lucians St.-Lucian
VCT Vincentian Vincentians
WSM Samoan Samoans
STP Santomean Santomeans
SAU Saudi Saudis
SEN Senegalese
SRB Serbian Serbians Serb Serbs
SYC Seychellois
SLE Sierra-Leonean Sierra-Leoneans
SGP Singaporean Singaporeans
SXM St.-Maartener St.-Maarteners
SVK Slovak Slovaks Slovakian
SVN Slovenian Slovenians Slovene Slovenes
SLB Solomon-Islander Solomon-Islanders
SOM Somali Somalis
ZAF South-African South-Africans
SSD South-Sudanese
ESP Spanish Spaniard Spaniards
LKA Sri-Lankan Sri-Lankans
SDN Sudanese
SUR Surinamese
SWE Swedish Swede Swedes
CHE Swiss
SYR Syrian Syrians
TWN Taiwanese
TJK Tajik Tajiks Tajikistani Tajikistanis
TZA Tanzanian Tanzanians
THA Thai Thais
TLS Timorese
TGO Togolese
TON Tongan Tongans
TTO Trinidadian Trinidadians Tobagonian Tobagonians
TUN Tunisian Tunisians
TUR Turkish Turk Turks
TKM Turkmen Turkmens
TUV Tuvaluan Tuvaluans
UGA Ugandan Ugandans
UKR Ukrainian Ukrainians
ARE Emirati Emiratis UAE
GBR British Briton Britons UK
USA American Americans U.S.
URY Uruguayan Uruguayans
UZB Uzbek Uzbeks Uzbekistani Uzbekistanis
VUT Ni-Vanuatu
VEN Venezuelan Venezuelans
VNM Vietnamese
YEM Yemeni Yemenis
ZMB Zambian Zambians
ZWE Zimbabwean Zimbabweans
XVE Veldonian Veldonians
""".strip().splitlines()
}
"""ISO 3166 alpha-3 to adjectives, peoples and the initials the narratives use; a hyphen stands for
a space or a hyphen. From the narratives of 2018 and the usual dictionaries."""
