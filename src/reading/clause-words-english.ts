import { senseFrom, wordSet } from './clause-sense.ts';
import type { SenseOf } from './clause-sense.ts';

const listed = senseFrom([
  [
    'no',
    wordSet(
      'no not dont doesnt didnt isnt arent wasnt werent cant cannot couldnt wont wouldnt havent hasnt never without nothing none neither nor zero aint hardly unable',
    ),
  ],
  [
    'refuse',
    wordSet(
      'reject rejected rejecting refuse refused decline declined disagree disagreed disagreeing object dispute disputed disputing deny contest disapprove',
    ),
  ],
  [
    'if',
    wordSet(
      'if unless once provided providing assuming subject until till when whenever pending condition conditional after before',
    ),
  ],
  [
    'ask',
    wordSet('should shall why what which who whose where how does do did can could would is are am were'),
  ],
  [
    'later',
    wordSet(
      'will wont ill well later tomorrow soon tonight monday check checking review reviewing look looking ask asking think thinking wait waiting gonna going revert',
    ),
  ],
  [
    'maybe',
    wordSet(
      'maybe perhaps probably guess suppose think seems seem might may hopefully possibly almost nearly roughly mostly partly partially unsure',
    ),
  ],
  [
    'yes',
    wordSet(
      'yes yep yeah yup ya yea aye sure ok okay okey k kk alright absolutely definitely certainly indeed affirmative roger',
    ),
  ],
  [
    'agree',
    wordSet(
      'agree agreed approve approved confirm confirmed confirming approving agreeing accept accepted accepting concur endorse sign signed signing acknowledge acknowledges verified consent ratify agreement confirmation approval proceed deal lock book works owe owing',
    ),
  ],
  [
    'good',
    wordSet(
      'correct right fine good match matches matched matching tally tallies tallied tallying accurate accurately perfect perfectly same identical balanced reconcile reconciles reconciled consistent exact exactly true ties tied agrees equals line aligned checks happy satisfied great proper properly complete clear clean smooth okay',
    ),
  ],
  [
    'bad',
    wordSet(
      'wrong incorrect off missing short different mismatch inaccurate mistaken false higher lower over under unmatched overstated understated overcharged inflated excess less more doubled duplicate twice strange odd unacceptable missed left omitted unauthorised invalid double booked',
    ),
  ],
  [
    'fault',
    wordSet(
      'error errors mistake mistakes difference differences discrepancy discrepancies issue issues problem problems objection objections complaint complaints gap gaps variance variances mistmatch fault faults shortage surplus query queries deviation concern concerns shortfall inconsistencies inconsistency',
    ),
  ],
  [
    'other',
    wordSet(
      'he she they partner boss accountant manager wife brother colleague you your someone somebody he said says told',
    ),
  ],
  ['past', wordSet('already earlier previously last used')],
  ['wish', wordSet('want need like')],
]);

const plain = wordSet(
  'i we im weve ive were our my mine ours us me it its this that these those the a an and or of in on at by to for from with as all both each every everything anything any here there so ' +
    'hello hi hey oki cool true fair enough lads guv ta mate friend madam kindly please consider close book lock order bill sure gone carry dear sir madam mate bro brother boss thanks thank thx cheers regards much very quite really totally fully completely just have has had be been being looks look looking got get gotten see seen saw find found ' +
    'ours side end books book records record ledger ledgers statement statements letter figures figure numbers number amounts amount balances account accounts invoice invoices price prices gold silver usd eur tl dollar dollars euro euros lira grams gram coins coin quarter half full total totals sum ' +
    'checked compared reviewed counted went through gone over against between up down out whole entire line lines item items today yesterday now good morning afternoon evening day your yours you good too also still again per as far can tell side part parties one two single slightest way ahead go proceed pass passed okayed record it up them his her company office team part party',
);

export const englishSense: SenseOf = (word) => {
  const known = listed(word);
  if (known !== null) return known;
  return plain.has(word) ? 'plain' : null;
};
