/**
 * Shortcodes as Slack names them (https://github.com/iamcal/emoji-data), the ones that messages of apps and people use most.
 * A shortcode that is not here stays visible as it was written.
 */
const TABLE = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂 rolling_on_the_floor_laughing 🤣 rofl 🤣
slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 innocent 😇 heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋
stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪 money_mouth_face 🤑 hugging_face 🤗 shushing_face 🤫
thinking_face 🤔 thinking 🤔 zipper_mouth_face 🤐 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒
face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷 dizzy_face 😵 exploding_head 🤯
partying_face 🥳 sunglasses 😎 nerd_face 🤓 face_with_monocle 🧐 confused 😕 worried 😟 slightly_frowning_face 🙁 open_mouth 😮
hushed 😯 astonished 😲 flushed 😳 pleading_face 🥺 fearful 😨 cold_sweat 😰 cry 😢 sob 😭 scream 😱 disappointed 😞 sweat 😓
weary 😩 tired_face 😫 yawning_face 🥱 triumph 😤 rage 😡 angry 😠 skull 💀 ghost 👻 robot_face 🤖 alien 👽 poop 💩 hankey 💩
saluting_face 🫡 melting_face 🫠 smiling_face_with_tear 🥲 face_holding_back_tears 🥹
wave 👋 raised_hand ✋ hand ✋ vulcan_salute 🖖 ok_hand 👌 pinched_fingers 🤌 v ✌️ crossed_fingers 🤞 call_me_hand 🤙
point_left 👈 point_right 👉 point_up_2 👆 point_down 👇 point_up ☝️ +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ facepunch 👊
punch 👊 clap 👏 raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 ear 👂 eyes 👀 eye 👁️ brain 🧠
baby 👶 boy 👦 girl 👧 man 👨 woman 👩 older_adult 🧓 shrug 🤷 face_palm 🤦 raising_hand 🙋 bow 🙇 technologist 🧑‍💻
student 🧑‍🎓 teacher 🧑‍🏫 busts_in_silhouette 👥 bust_in_silhouette 👤 speaking_head_in_silhouette 🗣️ runner 🏃 walking 🚶 dancer 💃
dog 🐶 cat 🐱 mouse 🐭 rabbit 🐰 fox_face 🦊 bear 🐻 panda_face 🐼 koala 🐨 tiger 🐯 lion_face 🦁 cow 🐮 pig 🐷 frog 🐸
monkey_face 🐵 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 chicken 🐔 penguin 🐧 bird 🐦 owl 🦉 unicorn_face 🦄 bee 🐝 bug 🐛
butterfly 🦋 snail 🐌 turtle 🐢 snake 🐍 octopus 🐙 whale 🐳 dolphin 🐬 elephant 🐘 sloth 🦥 bouquet 💐 cherry_blossom 🌸 rose 🌹
sunflower 🌻 tulip 🌷 seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳 palm_tree 🌴 cactus 🌵 herb 🌿 four_leaf_clover 🍀
maple_leaf 🍁 fallen_leaf 🍂 mushroom 🍄 earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐 full_moon 🌕
sunny ☀️ sun_with_face 🌞 partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️ snowflake ❄️ zap ⚡ fire 🔥 droplet 💧 ocean 🌊 rainbow 🌈
star ⭐ star2 🌟 sparkles ✨ dizzy 💫 boom 💥 collision 💥 comet ☄️ umbrella ☔
green_apple 🍏 apple 🍎 pear 🍐 tangerine 🍊 lemon 🍋 banana 🍌 watermelon 🍉 grapes 🍇 strawberry 🍓 cherries 🍒 peach 🍑
pineapple 🍍 avocado 🥑 tomato 🍅 carrot 🥕 bread 🍞 croissant 🥐 cheese_wedge 🧀 hamburger 🍔 fries 🍟 pizza 🍕 taco 🌮 sushi 🍣
cookie 🍪 cake 🍰 birthday 🎂 doughnut 🍩 chocolate_bar 🍫 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 champagne 🍾
clinking_glasses 🥂 knife_fork_plate 🍽️ popcorn 🍿
soccer ⚽ basketball 🏀 trophy 🏆 medal 🏅 first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉 dart 🎯 game_die 🎲
jigsaw 🧩 video_game 🎮 art 🎨 musical_note 🎵 notes 🎶 microphone 🎤 headphones 🎧 guitar 🎸 clapper 🎬 performing_arts 🎭
ticket 🎫 gift 🎁 balloon 🎈 tada 🎉 confetti_ball 🎊 christmas_tree 🎄 jack_o_lantern 🎃
mountain ⛰️ snow_capped_mountain 🏔️ mount_fuji 🗻 camping 🏕️ beach_with_umbrella 🏖️ compass 🧭 world_map 🗺️ house 🏠 office 🏢
school 🏫 building_construction 🏗️ tent ⛺ bridge_at_night 🌉 sunrise 🌅 sunrise_over_mountains 🌄 city_sunset 🌆 rock 🪨
hiking_boot 🥾 footprints 👣 motorway 🛣️ railway_track 🛤️ car 🚗 taxi 🚕 bus 🚌 ambulance 🚑 truck 🚚 bike 🚲 train 🚆 metro 🚇
airplane ✈️ rocket 🚀 flying_saucer 🛸 helicopter 🚁 boat ⛵ anchor ⚓ construction 🚧 vertical_traffic_light 🚦
watch ⌚ iphone 📱 computer 💻 desktop_computer 🖥️ keyboard ⌨️ printer 🖨️ floppy_disk 💾 camera 📷 video_camera 📹
movie_camera 🎥 telephone_receiver 📞 phone ☎️ tv 📺 alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ hourglass ⌛
hourglass_flowing_sand ⏳ battery 🔋 electric_plug 🔌 bulb 💡 flashlight 🔦 candle 🕯️ money_with_wings 💸 dollar 💵 euro 💶
moneybag 💰 credit_card 💳 gem 💎 balance_scale ⚖️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ gear ⚙️ link 🔗 chains ⛓️ toolbox 🧰
magnet 🧲 test_tube 🧪 microscope 🔬 telescope 🔭 satellite_antenna 📡 syringe 💉 pill 💊 door 🚪 bed 🛏️ key 🔑 lock 🔒 unlock 🔓
closed_lock_with_key 🔐 shield 🛡️ mag 🔍 mag_right 🔎 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣 email 📧 envelope ✉️ e-mail 📧
incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 package 📦 mailbox 📫 postbox 📮 memo 📝 pencil 📝 pencil2 ✏️ pen ✒️
lower_left_ballpoint_pen 🖊️ briefcase 💼 file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ date 📅 calendar 📆
spiral_calendar_pad 🗓️ card_index 📇 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋
pushpin 📌 round_pushpin 📍 paperclip 📎 straight_ruler 📏 scissors ✂️ file_cabinet 🗄️ wastebasket 🗑️ notebook 📓 book 📖 books 📚
closed_book 📕 green_book 📗 blue_book 📘 orange_book 📙 bookmark 🔖 bookmark_tabs 📑 newspaper 📰 scroll 📜 page_facing_up 📄
page_with_curl 📃 label 🏷️ mortar_board 🎓 thought_balloon 💭 speech_balloon 💬 left_speech_bubble 🗨️ zzz 💤
heart ❤️ red_heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍
broken_heart 💔 two_hearts 💕 sparkling_heart 💖 heavy_heart_exclamation_mark_ornament ❣️ 100 💯 anger 💢
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ o ⭕ no_entry ⛔
no_entry_sign 🚫 octagonal_sign 🛑 warning ⚠️ exclamation ❗ heavy_exclamation_mark ❗ grey_exclamation ❕ question ❓
grey_question ❔ bangbang ‼️ interrobang ⁉️ information_source ℹ️ sos 🆘 new 🆕 free 🆓 up 🆙 cool 🆒 ok 🆗 top 🔝 soon 🔜 end 🔚
back 🔙 on 🔛 recycle ♻️ infinity ♾️ heavy_plus_sign ➕ heavy_minus_sign ➖ heavy_multiplication_x ✖️ arrow_right ➡️ arrow_left ⬅️
arrow_up ⬆️ arrow_down ⬇️ arrow_upper_right ↗️ arrow_lower_right ↘️ left_right_arrow ↔️ arrows_counterclockwise 🔄
arrows_clockwise 🔃 repeat 🔁 leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrow_forward ▶️ double_vertical_bar ⏸️
black_square_for_stop ⏹️ fast_forward ⏩ rewind ⏪ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣
zero 0️⃣ keycap_ten 🔟 hash #️⃣ red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢
large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_red_square 🟥 large_green_square 🟩
large_blue_square 🟦 large_yellow_square 🟨 white_large_square ⬜ black_large_square ⬛ small_blue_diamond 🔹
small_orange_diamond 🔸 large_blue_diamond 🔷 large_orange_diamond 🔶 radio_button 🔘 checkered_flag 🏁 triangular_flag_on_post 🚩
crossed_flags 🎌 waving_white_flag 🏳️ rainbow-flag 🏳️‍🌈 crystal_ball 🔮 magic_wand 🪄 nazar_amulet 🧿 hole 🕳️ bomb 💣 crown 👑
ring 💍 eyeglasses 👓 dark_sunglasses 🕶️ tophat 🎩 necktie 👔 handbag 👜 school_satchel 🎒 clock9 🕘 clock3 🕒 clock12 🕛
ladder 🪜 map 🗺️ potted_plant 🪴 people_hugging 🫂 heart_hands 🫶 bust 👤 sunrise_city 🌇 speaker 🔈 sound 🔉 mute 🔇
`;

const EMOJI = new Map();
const words = TABLE.trim().split(/\s+/);
for (let at = 0; at < words.length; at += 2) EMOJI.set(words[at], words[at + 1]);

/** The character of a shortcode without its colons; undefined when this page does not know it. */
export function emojiOf(name) {
  return EMOJI.get(name);
}

/** Up to `limit` shortcodes that begin with or contain `typed`, the beginnings first: `[name, character]`. */
export function emojiLike(typed, limit = 8) {
  const all = [...EMOJI];
  const begins = all.filter(([name]) => name.startsWith(typed));
  const contains = all.filter(([name]) => !name.startsWith(typed) && name.includes(typed));
  return [...begins, ...contains].slice(0, limit);
}
