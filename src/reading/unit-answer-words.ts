const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words of answers given unit by unit, folded. */
export const agreeing = words(
  'mutabikiz mutabikim mutabik mutabigiz mutabigim dogru dogrudur tamam tamamdir tmm uygun uygundur tutuyor evet ok okey onay ' +
    'onayliyorum onayliyoruz kabul ayni uyuyor correct right agreed agree fine yes approved match matches good ✅ 👍 ✔ 👌 ' +
    'موافق موافقون موافقين اوافق نوافق صحيح صحيحه مطابق مطابقه تمام نعم مضبوط مضبوطه',
);
export const disagreeing = words(
  'yanlis yanlistir hatali farkli fark eksik eksiktir fazla tutmuyor uyusmuyor uymuyor hayir olmali onaylamiyorum ' +
    'onaylamiyoruz no wrong incorrect differs different difference differences error errors missing mismatch short ' +
    'disagree should ❌ 👎 غلط خطا خاطي خاطيه مختلف مختلفه ناقص ناقصه زايد فرق',
);
export const negating = words(
  'degil degiliz degilim degildir etmiyorum etmiyoruz yok not dont doesnt isnt لا غير لست لسنا مو مش ليس ليست',
);
export const dividing = words('ama fakat ancak lakin yalniz cunku but however because while بس لكن ولكن لان');
/** «dolar hariç mutabıkız»: what stands before it is excepted, … */
export const exceptingBefore = words('haric disinda haricinde');
/** … «all agreed except USD»: what stands behind it is. */
export const exceptingBehind = words('except excluding besides ماعدا باستثناء الا عدا');
/** «sadece dolar yanlış»: it says of the other units the opposite. */
export const limiting = words('sadece yalnizca only just فقط');
/** All units that are not named. */
export const remaining = words(
  'digerleri digerlerinde digeri digerler diger kalan kalani kalanlar kalaninda kalanlarda gerisi gerisinde others rest ' +
    'remaining other الباقي البقيه باقي بقيه',
);
export const filling = words(
  'var gorunuyor bakiye bakiyede bakiyesi bakiyesinde hesabi hesabinda satiri satirinda kismi kisminda tarafi tarafinda ve ' +
    'ile da de bizde konusunda icin hepsi hepsinde tumu tumunde butun her sey seyde geri birim birimde birimler birimlerde ' +
    'kadar adet olarak bende ediyorum ediyoruz rakam rakami the line lines is are on with in and we i do does a an balance ' +
    'amount part account all everything be of there it by units unit على في و رصيد حساب السطر سطر الرصيد كل شي كله كلها الكل شيء هو هي',
);
