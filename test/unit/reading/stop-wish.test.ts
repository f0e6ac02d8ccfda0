import { foldText } from '../../../src/reading/fold-text.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { isStopWish } from '../../../src/reading/stop-wish.ts';

const explicit = [
  ...[
    'bana artık yazmayın',
    'Bana bir daha mesaj göndermeyin lütfen.',
    'mesajlarınızı kesin',
    'durdurun şu mesajları',
  ],
  ...[
    'rahatsız oluyorum, göndermeyin',
    'mesaj atılmasını istemiyorum',
    'gece gündüz mesaj, bıktım, kesin artık yazmayı',
  ],
  ...['stop messaging me', "Please don't write to me any more", 'take me off your list', 'no more messages'],
  ...[
    'Stop all messages',
    "I don't want to receive any messages from you",
    'Kindly cease all correspondence messages',
  ],
  ...[
    'لا ترسل لي',
    'ما تبعتولي شي بعد اليوم',
    'وقفوا هالرسايل',
    'ما بدي رسايل منكم',
    'ماتبعتوليش تاني',
    'لا تراسلوني',
    'كافي رسايل، ما اريد',
  ],
];
const others = [
  ...['durun hesaplıyorum', 'dur bakayım', 'iptal etmeyin', 'mesaj atmayı unutmayın', 'hesaba yazmayın onu'],
  ...[
    'hareket bildirimlerini kapatın',
    'gece mesaj atmayın',
    'kampanya mesajı istemiyorum',
    'mesajları durdurmuştum, yeniden başlatın',
  ],
  ...[
    'bana borç yazmayın',
    'stop at 5 grams',
    "don't stop messaging me",
    'stop by tomorrow',
    "don't send me the gold yet",
  ],
  ...[
    'only stop the movement alerts',
    'no marketing messages please',
    'لا تنسى ترسل لي الكشف',
    'لا تبعتولي بالليل قبل الساعة تسعة',
  ],
  ...[
    "I don't want you to stop writing to me",
    'we never asked you to stop the messages',
    "I wouldn't like to stop messages",
  ],
  ...[
    'لا مانع أن ترسلوا لي',
    'ما في مشكلة تبعتولي رسايل',
    'لا بأس أن تراسلوني',
    'اوعى توقف الرسايل',
    'إياكم أن توقفوا الإشعارات',
  ],
  ...[
    'şu bildirimi durdur',
    'böyle mesaj atmayın bana',
    'cuma namazında mesaj atmayın',
    'durmayın yazın bana',
    'no messages at weekends please',
  ],
  ...[
    'my son wrote from my phone, please remove that ok',
    'stop this message',
    'بعد صلاة العشاء لا ترسلوا لي',
    'لا ترسل لي يوم الجمعة',
  ],
  ...[
    'ما بعتولي القائمة',
    'ما دزيتولنا الفاتورة',
    'I no longer have your message, new phone',
    'hesaba yazmayın, elden verdim',
  ],
  ...['لم تصلني الفاتورة', 'أوقفوا إشعارات الحركات فقط', 'ما بدي عروض'],
];

describe('an explicit wish not to be written to', () => {
  it.each(explicit)('«%s»: is one', (text) => {
    expect(isStopWish(foldText(text))).toBe(true);
  });

  it.each(others)('«%s»: is none', (text) => {
    expect(isStopWish(foldText(text))).toBe(false);
    expect(readReply(text).meaning).not.toBe('stoppedNotices');
  });
});
