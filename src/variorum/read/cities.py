"""Cities that stand alone in datelines: capitals, and large cities of every continent.

Used only where print gives no other proof ("Moscow: ..."): there a name must be known.
"""

CITIES = frozenset(
    name.strip()
    for name in """
    Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Adelaide, Ahmedabad, Aleppo, Alexandria,
    Algiers, Almaty, Amman, Amritsar, Amsterdam, Ankara, Antananarivo, Antwerp, Ashgabat,
    Asmara, Astana, Asunción, Athens, Atlanta, Auckland, Austin, Baghdad, Baku, Baltimore,
    Bamako, Bandung, Bangalore, Bangkok, Bangui, Banjul, Barcelona, Basel, Basra, Beijing,
    Beirut, Belfast, Belgrade, Bengaluru, Benghazi, Berlin, Bern, Bhopal, Bhubaneswar,
    Birmingham, Bishkek, Bogota, Bogotá, Bonn, Boston, Brasilia, Brasília, Bratislava,
    Brazzaville, Brisbane, Bristol, Brussels, Bucharest, Budapest, Buenos Aires, Bujumbura,
    Bulawayo, Busan, Cairo, Calcutta, Calgary, Canberra, Cape Town, Caracas, Cardiff,
    Casablanca, Chandigarh, Charlotte, Chengdu, Chennai, Chicago, Chisinau, Chittagong,
    Chongqing, Christchurch, Cleveland, Cologne, Colombo, Conakry, Copenhagen, Dakar, Dallas,
    Damascus, Dar es Salaam, Davos, Dehradun, Delhi, Denver, Detroit, Dhaka, Dili, Djibouti,
    Dnipro, Dodoma, Doha, Donetsk, Dortmund, Douala, Dresden, Dubai, Dublin, Durban, Dushanbe,
    Düsseldorf, Edinburgh, Edmonton, Entebbe, Erbil, Faisalabad, Florence, Frankfurt, Freetown,
    Fukuoka, Gaborone, Gandhinagar, Gaza, Gaza City, Gdansk, Geneva, Genoa, Georgetown, Glasgow,
    Goma, Guangzhou, Guatemala City, Guayaquil, Gurugram, Guwahati, Hamburg, Hanoi, Hanover,
    Harare, Havana, Helsinki, Hiroshima, Ho Chi Minh City, Hong Kong, Honolulu, Houston,
    Hyderabad, Imphal, Indore, Islamabad, Istanbul, Izmir, Jaipur, Jakarta, Jammu, Jeddah,
    Jerusalem, Johannesburg, Juba, Kabul, Kampala, Kandahar, Kano, Kanpur, Karachi, Kathmandu,
    Kharkiv, Khartoum, Kiev, Kigali, Kingston, Kinshasa, Kochi, Kolkata, Kuala Lumpur, Kuwait
    City, Kyiv, Kyoto, La Paz, Lagos, Lahore, Las Vegas, Leeds, Leipzig, Libreville, Lilongwe,
    Lima, Lisbon, Liverpool, Ljubljana, Lome, London, Los Angeles, Luanda, Lucknow, Lusaka,
    Luxembourg, Lviv, Lyon, Madrid, Male, Malmo, Managua, Manama, Manchester, Manila, Maputo,
    Mariupol, Marrakesh, Marseille, Mecca, Medellin, Melbourne, Mexico City, Miami, Milan,
    Minneapolis, Minsk, Mogadishu, Mombasa, Monrovia, Montevideo, Montreal, Moscow, Mosul,
    Mumbai, Munich, Muscat, Nagpur, Nairobi, Nanjing, Naples, Nassau, Naypyidaw, New Delhi, New
    Orleans, New York, Niamey, Nicosia, Noida, Nouakchott, Odesa, Odessa, Osaka, Oslo, Ottawa,
    Ouagadougou, Oxford, Palermo, Panama City, Panaji, Paris, Patna, Perth, Peshawar,
    Philadelphia, Phnom Penh, Phoenix, Pittsburgh, Podgorica, Port Moresby, Port Louis,
    Port-au-Prince, Portland, Porto, Prague, Pretoria, Pristina, Pune, Pyongyang, Quebec City,
    Quetta, Quito, Rabat, Raipur, Ramallah, Ranchi, Rangoon, Rawalpindi, Reykjavik, Riga, Rio de
    Janeiro, Riyadh, Rome, Rotterdam, Sacramento, Salt Lake City, Salvador, San Diego, San
    Francisco, San Jose, San Juan, San Salvador, Sanaa, Santiago, Santo Domingo, Sao Paulo, São
    Paulo, Sarajevo, Seattle, Seoul, Seville, Shanghai, Shenzhen, Shillong, Shimla, Singapore,
    Skopje, Sofia, Srinagar, St Petersburg, Stockholm, Strasbourg, Stuttgart, Surabaya, Surat,
    Sydney, Taipei, Tallinn, Tashkent, Tbilisi, Tegucigalpa, Tehran, Tel Aviv, The Hague,
    Thessaloniki, Thimphu, Thiruvananthapuram, Tianjin, Tijuana, Tirana, Tokyo, Toronto,
    Toulouse, Tripoli, Tunis, Turin, Ulaanbaatar, United Nations, Vadodara, Valencia, Valletta,
    Vancouver, Varanasi, Venice, Vienna, Vientiane, Vilnius, Vladivostok, Warsaw, Washington,
    Wellington, Windhoek, Winnipeg, Wuhan, Yangon, Yaounde, Yekaterinburg, Yerevan, York,
    Zagreb, Zaporizhzhia, Zurich, Zürich
    """.replace("\n", " ").split(",")
)
