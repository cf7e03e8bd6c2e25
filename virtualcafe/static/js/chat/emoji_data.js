// The emoji that people use, by group: each with the words it is found by, the first of them its name.

/** @type {[string, string][]} */
const GROUPS = [
  [
    "Faces",
    `😀 grinning happy;😃 smiley joy;😄 smile laugh;😁 beaming grin teeth;😆 laughing squint haha;
😅 sweat relief phew nervous;🤣 rofl rolling lol;😂 joy tears lol funny;🙂 slight smile fine;
🙃 upside down irony;🫠 melting hot embarrassed;😉 wink;😊 blush warm shy;😇 angel innocent halo;
🥰 hearts love adore;😍 heart eyes love;🤩 star struck wow;😘 kiss blow;😋 yum tasty;😛 tongue;
😜 wink tongue crazy;🤪 zany wild;🤑 money rich;🤗 hug thanks;🤭 oops giggle;🫢 gasp surprise;
🤫 shush quiet silent;🤔 thinking hmm wonder;🫡 salute yes;🤐 zip mouth secret;🤨 eyebrow doubt;
😐 neutral meh;😑 expressionless;😶 no mouth speechless;🫥 invisible hidden;😏 smirk;
😒 unamused bored;🙄 roll eyes;😬 grimace awkward;😮‍💨 exhale sigh relief;🤥 lying;
😌 relieved calm peace;😔 pensive sad;😪 sleepy;🤤 drool;😴 sleeping zzz tired night;😷 mask ill;
🤒 thermometer sick;🤕 bandage hurt;🤢 nausea;🤧 sneeze cold;🥵 hot heat;🥶 cold freezing;
🥴 woozy dizzy;😵 dizzy dead;😵‍💫 spiral dizzy;🤯 mind blown exploding;🤠 cowboy;🥳 party celebrate birthday;
🥸 disguise;😎 cool sunglasses;🤓 nerd study glasses;🧐 monocle inspect;😕 confused;🫤 unsure meh;
😟 worried;🙁 frown sad;😮 open mouth wow;😯 hushed;😲 astonished shock;😳 flushed;🥺 pleading please;
🥹 moved tears touched;😦 frowning;😧 anguished;😨 fearful;😰 anxious sweat;😥 sad relieved;😢 cry tear;
😭 sob loud crying;😱 scream fear;😖 confounded;😣 persevere struggle;😞 disappointed;😓 downcast sweat hard;
😩 weary;😫 tired exhausted;🥱 yawn bored tired;😤 triumph huff;😡 rage angry;😠 angry mad;
🤬 swearing curse;😈 devil;💀 skull dead;👻 ghost;🤖 robot;👽 alien;💩 poo;🤡 clown`,
  ],
  [
    "Hands",
    `👍 thumbs up yes good like ok +1;👎 thumbs down no bad -1;👌 ok perfect;🤌 pinched;🤏 pinch little;
✌️ victory peace two;🤞 fingers crossed luck hope;🫰 snap;🤟 love you;🤘 rock horns;🤙 call me;
👈 left point;👉 right point;👆 up point;👇 down point;☝️ one index up;🫵 you;👋 wave hello hi bye;
🤚 back hand;🖐️ five hand;✋ stop hand high five;🖖 vulcan;👊 fist bump;✊ fist raised;🤛 left fist;
🤜 right fist;👏 clap applause bravo;🙌 raise hands hooray;🫶 heart hands love;👐 open hands;
🤲 palms up;🤝 handshake deal agree;🙏 thanks please pray;✍️ writing notes;💅 nails;💪 muscle strong flex;
🧠 brain think;👀 eyes look see;👁️ eye;👂 ear listen;👄 mouth;🗣️ speaking;👤 person;👥 people;
🫂 hug;🤷 shrug dunno;🤦 facepalm;🙋 raise hand question;🙇 bow thanks sorry;🙅 no gesture;🙆 ok gesture;
💁 tipping;🧑‍💻 coder computer;🧑‍🎓 student graduate;🧑‍🏫 teacher;🧑‍🔬 scientist;🧑‍🎨 artist;🧑‍🍳 cook;
🏃 run;🚶 walk;🧘 meditate calm yoga;💃 dance;🕺 dance disco;🛌 sleep bed`,
  ],
  [
    "Hearts",
    `❤️ heart red love;🧡 orange heart;💛 yellow heart;💚 green heart;💙 blue heart;💜 purple heart;
🖤 black heart;🤍 white heart;🤎 brown heart;🩷 pink heart;💔 broken heart;❤️‍🔥 heart fire;
❤️‍🩹 mending heart;💕 two hearts;💖 sparkling heart;💗 growing heart;💘 arrow heart;💝 gift heart;
💯 hundred perfect;💢 anger;💥 boom;💫 dizzy star;💦 sweat drops;💨 dash fast;💬 speech;💭 thought;
💤 zzz sleep`,
  ],
  [
    "Study",
    `📚 books study library;📖 book reading open;📕 red book;📗 green book;📘 blue book;📙 orange book;
📓 notebook;📔 decorated notebook;📒 ledger;📝 memo notes writing exam;✏️ pencil;🖊️ pen;🖋️ fountain pen;
🖍️ crayon;🖌️ brush;📐 triangle ruler geometry;📏 ruler;📎 paperclip;📌 pin pushpin;📍 place pin;
✂️ scissors;📁 folder;🗂️ dividers;📅 calendar date;📆 calendar tear;🗓️ spiral calendar;📈 chart up growth;
📉 chart down;📊 bar chart statistics;📋 clipboard;🧮 abacus maths;➕ plus;➖ minus;➗ divide;✖️ multiply;
🟰 equals;♾️ infinity;🔢 numbers;🔤 letters;🔬 microscope;🔭 telescope;🧪 test tube chemistry;🧫 petri;
🧬 dna biology;⚗️ alembic;⚛️ atom physics;🧲 magnet;🌡️ thermometer;🩺 stethoscope medicine;💊 pill;🦴 bone;
🦷 tooth;🫀 heart organ anatomy;🫁 lungs;💻 laptop computer;🖥️ desktop;⌨️ keyboard;🖱️ mouse;🖨️ printer;
📱 phone;☎️ telephone;🔋 battery;🪫 low battery;🔌 plug;💾 floppy save;💿 disc;📷 camera;🎥 film;🎧 headphones music;
🎙️ microphone;🔊 loud;🔇 muted;🔔 bell;🔕 no bell;💡 idea bulb light;🔦 torch;🕯️ candle;🏫 school;🎓 graduation cap degree;
🎒 backpack;⏰ alarm clock;⏱️ stopwatch;⏲️ timer;⌛ hourglass done;⏳ hourglass;🕐 clock one;🌐 globe web;🗺️ map;🧭 compass`,
  ],
  [
    "Food",
    `☕ coffee hot drink break;🍵 tea green;🫖 teapot;🧋 bubble tea;🥤 cup;🧃 juice;🥛 milk;💧 water drop;
🍺 beer;🍻 cheers beers;🥂 clink cheers;🍷 wine;🧉 mate;🍞 bread;🥐 croissant;🥖 baguette;🥨 pretzel;🧀 cheese;
🥚 egg;🍳 cooking egg;🥞 pancakes;🧇 waffle;🥓 bacon;🍔 burger;🍟 fries;🍕 pizza;🌭 hot dog;🥪 sandwich;🌮 taco;
🌯 burrito;🥙 pita;🧆 falafel;🥗 salad;🍝 pasta spaghetti;🍜 noodles ramen;🍲 stew;🍛 curry;🍣 sushi;🍱 bento;
🥟 dumpling;🍙 rice ball;🍚 rice;🍿 popcorn;🧂 salt;🍩 doughnut;🍪 cookie biscuit;🎂 birthday cake;🍰 cake;
🧁 cupcake;🥧 pie;🍫 chocolate;🍬 sweet candy;🍭 lollipop;🍯 honey;🍎 apple;🍐 pear;🍊 orange;🍋 lemon;🍌 banana;
🍉 melon;🍇 grapes;🍓 strawberry;🫐 blueberries;🍒 cherries;🍑 peach;🥭 mango;🍍 pineapple;🥥 coconut;🥝 kiwi;
🍅 tomato;🥑 avocado;🥦 broccoli;🥕 carrot;🌽 corn;🌶️ pepper hot;🥔 potato;🧄 garlic;🧅 onion;🍄 mushroom;🥜 nuts`,
  ],
  [
    "Nature",
    `🐶 dog;🐱 cat;🐭 mouse;🐹 hamster;🐰 rabbit;🦊 fox;🐻 bear;🐼 panda;🐨 koala;🐯 tiger;🦁 lion;🐮 cow;🐷 pig;
🐸 frog;🐵 monkey;🙈 see no evil;🙉 hear no evil;🙊 speak no evil;🐔 chicken;🐧 penguin;🐦 bird;🦆 duck;🦉 owl night;
🦇 bat;🐺 wolf;🐴 horse;🦄 unicorn;🐝 bee busy;🐛 bug caterpillar;🦋 butterfly;🐌 snail slow;🐞 ladybird;🐢 turtle slow;
🐍 snake python;🐙 octopus;🐠 fish;🐬 dolphin;🐳 whale;🦈 shark;🐘 elephant;🦒 giraffe;🦔 hedgehog;🐿️ squirrel;
🦥 sloth lazy;🐾 paws;🌱 seedling grow;🌿 herb;🍀 clover luck;🌵 cactus;🌲 tree;🌳 tree leaves;🌴 palm;🍂 leaves autumn;
🍁 maple;🌸 blossom spring;🌹 rose;🌻 sunflower;🌷 tulip;💐 bouquet flowers;☀️ sun;🌤️ sun cloud;⛅ cloudy;☁️ cloud;
🌧️ rain;⛈️ storm;🌩️ lightning;❄️ snow;⛄ snowman;🌈 rainbow;🌙 moon night;⭐ star;🌟 glowing star;✨ sparkles magic;
⚡ lightning fast;🔥 fire hot lit;🌊 wave sea;🌍 earth world;🌋 volcano;⛰️ mountain;🏖️ beach;🏕️ camping`,
  ],
  [
    "Things",
    `🎉 party tada congratulations hooray;🎊 confetti;🎈 balloon;🎁 gift present;🏆 trophy win;🥇 gold first;
🥈 silver second;🥉 bronze third;🏅 medal;🎯 target goal bullseye focus;🎲 dice;🎮 game;🧩 puzzle piece;♟️ chess;
🎵 note music;🎶 notes music;🎸 guitar;🎹 piano;🎻 violin;🥁 drum;🎤 sing;🎨 art palette;🎭 theatre;🎬 clapper film;
⚽ football soccer;🏀 basketball;🎾 tennis;🏐 volleyball;🏓 table tennis;🏸 badminton;🚴 cycling bike;🏊 swim;
🧗 climb;⛷️ ski;🚀 rocket launch ship;✈️ plane;🚗 car;🚌 bus;🚆 train;🚲 bicycle;🏠 house home;🏢 office;🛋️ sofa;
🛏️ bed;🚿 shower;🧹 broom clean;🧺 basket;🔑 key;🔒 lock;🔓 unlock;🔨 hammer;🔧 wrench fix;🛠️ tools build;⚙️ gear settings;
🧰 toolbox;🧵 thread;🧶 yarn;👓 glasses;👕 shirt;👑 crown;💍 ring;💎 gem;💰 money;💳 card;✉️ letter mail;📧 email;
📦 package;📣 megaphone;🚨 alarm siren;🚧 construction wip;🗑️ bin;🪴 plant pot`,
  ],
  [
    "Signs",
    `✅ check done yes;☑️ ticked box;✔️ tick;❌ cross no wrong;❎ cross button;❗ exclamation important;❓ question;
❔ white question;‼️ double exclamation;⁉️ what;⚠️ warning careful;🚫 forbidden no;⛔ no entry;🛑 stop;♻️ recycle;
🔁 repeat;🔄 refresh;▶️ play;⏸️ pause;⏹️ stop button;⏭️ next skip;⏪ rewind;⏩ forward;🔼 up;🔽 down;➡️ right arrow;
⬅️ left arrow;⬆️ up arrow;⬇️ down arrow;↩️ back arrow;🆕 new;🆗 ok;🆘 sos help;🆒 cool;🔝 top;🔜 soon;🔚 end;
0️⃣ zero;1️⃣ one;2️⃣ two;3️⃣ three;4️⃣ four;5️⃣ five;🔟 ten;#️⃣ hash;🔴 red circle;🟠 orange circle;🟡 yellow circle;
🟢 green circle;🔵 blue circle;🟣 purple circle;⚫ black circle;⚪ white circle;🏁 finish flag;🚩 flag red;🏳️ white flag;
🏳️‍🌈 rainbow flag;🏴‍☠️ pirate`,
  ],
];

/**
 * @typedef {{emoji: string, name: string, words: string}} Emoji
 * @typedef {{name: string, emoji: Emoji[]}} Group
 */

/** @type {Group[]} */
export const groups = GROUPS.map(([name, lines]) => ({
  name,
  emoji: lines.split(";").map((entry) => {
    const [emoji = "", ...words] = entry.trim().split(" ");
    return { emoji, name: words[0] ?? "", words: words.join(" ") };
  }),
}));

/**
 * Those whose words begin with all that was typed; better ones first.
 *
 * @param {string} typed
 * @param {number} most
 * @returns {Emoji[]}
 */
export function found(typed, most) {
  const parts = typed
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  if (!parts.length) return [];
  const fits = groups
    .flatMap(({ emoji }) => emoji)
    .map((each) => ({ each, rank: rankOf(each, parts) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY);
  return fits
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ each }) => each);
}

/**
 * @param {Emoji} emoji
 * @param {string[]} parts
 */
function rankOf({ words }, parts) {
  const own = words.split(" ");
  const ranks = parts.map((part) => {
    const place = own.findIndex((word) => word.startsWith(part));
    if (place < 0) return Number.POSITIVE_INFINITY;
    return place + (own[place] === part ? 0 : 0.5);
  });
  return Math.max(...ranks);
}
