/** What a person sends with one tap on the phone page, where there is neither a microphone nor a drawer of stickers. */

const fromParts = (...parts: readonly string[]): Buffer => Buffer.from(parts.join(''), 'base64');

/** Three soft notes of 1.6 s: Ogg Opus, mono, as the app records. */
export const sampleVoiceNote = {
  mimeType: 'audio/ogg; codecs=opus',
  bytes: fromParts(
    'T2dnUwACAAAAAAAAAABBQlVNAAAAAM1hNeEBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAEFCVU0BAAAAF8CUIQER',
    'T3B1c1RhZ3MBAAAAbQAAAABPZ2dTAAT4MAEAAAAAAEFCVU0CAAAAITEWaRs4MTU6NCwvKiMtMycnMS0oLic5KDwwMCQPDg4Y4CyL',
    'yZflLT+9nwFpXvAflSUFUZ/5yRsG/hwymq/3vubophIa+iEp8GIAy+0pTs+P/zPfBybFwBjpkNdXHyuLNN+cF1F7WvybBPxeiLm9',
    'C/cJPyHEmeL4xacXiTljPvpNVIm2MwuM4z4Y6PK3c+pgbT5RSQYFceZpPd+Tigbp2AvjBQnElRtleGJ7dB7mxbJ/q/ke8lIDHCsv',
    'PUzVvBjoiLhXGIUKhHpcqbSzwWNV1gq02YjQjFGgzurPfEoOI9MhKeSjsm0OoLZS6hpp9p4yg01F9KoYICgY5/xvc+pgewDtXpXe',
    'ZsLC7M5NxKZ2RxB+TOu27VkN53gZb0gHm7aNI9m3Gjsm8C3D08FYGOekR1cfK4s035xToFOG2orPKioK1L0eLF8SBIP/fJhZM5Ym',
    'r55rERHv3poYL6nAAD84wWWlMPkNMlke9mj9AnAckYITrcMqvJlYRhXJ3ua6E2mawHOQte1v8BjpE1HEGk+hPXU1qeILLuxa+/yo',
    't7I7QgQ8QWOrFe8R72iURuHmQ/dW0BjpQxo6SoVEntr6tsWb/PBZ/08DygdWDzQhxBat+tG2sKqAGOjsQKh+LKb6OCY4xDOlm/aG',
    'Wlgb03RiDMQjK8OG3H071/Up+Y5x4EDKY2+AGOhM0jsQdjlXyEMjhXBw1MIoLwKtKRCvi6/TE/UMfxpU3eRCmavqcg1GgQJ1N7F1',
    '2aGAGOf1+KhPsHwT7SlJ5MW1E6YhPG9XQz5bZVwMA8qn55i8aB2mCtGQGMeSaqegE0uGMrlZ9OPcU1Ka90cwmouXbfV0wyyAq76G',
    'EAxqoPfAGG0NUCbPgYt/ozuGM48HkAyeiCxDRkPVz4zwouldUaSaxDaU4i+eLuG5hLfqfyjppxjp43/eqjVlSi/g4/zv12PkMDxD',
    '3pKsslDcMoUJRJerupamB/0+pzS+GU26wBjpQgjatBkLPu19BVycbp0qs+5adUsmMPtt4u+KKwtoU/eu69pon0AY6OwAdD1Qi7/C',
    'wpNB77EAXL7rl6lVoXLkSmV0s+xedpYGiu4jSAA1jCFjnJJhGOhLwNg7PHxi0bVWxoxFzqv6ULDmTsTE2ht2KH5ojKZMBvmL3w/U',
    'GOf5qNg3a78+631+mtGGjyDsiAwpPFHcHeccTFygOctrCel1xQm2i1rUWEiIVGi7xqS4YUhTgVUgGOdVeNg3a78+6zy6dk+M3uhH',
    'wSQOhkD1ZpBUfADToPge0a9ZgYEskBjnJ15/R87gTcgxDl6JPUtiRz/lhhy/0ge8gx8RlFobDgY1TDCnNNcTxIvqyPyZ2ZBq0Qt4',
    'RHoaoywN2BjnCvOJeIAcviq3+yvn1GFvMR8sImMOv25YO/CwM+ry7msSaljwtwPy+JSztBprTBjiaqvEme0iQLtBCYP7pLRmoJkg',
    'k9oKni8LtXuJeXzBep9BlzGuDguwsmN2WEYhlhjCZohCq6QoX53vhO1p7j6yM6zg1+5CxApLs19LSaCtxbaa1hgENWXC4O12u/d+',
    'N4naqBgCKyzDjNgL1wW2vRDSGAIrLMOM2AvXBba9ENI=',
  ),
};

/** A gem on a transparent ground: WebP, 512 × 512, not animated. */
export const sampleSticker = {
  mimeType: 'image/webp',
  bytes: fromParts(
    'UklGRtoGAABXRUJQVlA4TM4GAAAv/8F/EB8gJCD8/2iA7Iyatg2Y8me73wpICP/n2CC75j8AftukKAratpHS8Ge97V4CETEBvCvY',
    '/oDKmAqwogNnSF7h3mHKDQA5EpQS9cNVHgRBRdGa5+SBG0LhiQYbgE2CJPqFN61T92NnZ8pO44no/wS4jWS3bl7/pZgBS+Ar6RWA',
    'GQTiBwThPKL/4aaxrVBKKJGCn+8HKZTkUSABFUihJNvu4RiI6H/A//7/3///gXq416vadnHSu7elN7X14Gx3tWXjojdvUw+18uGQ',
    'K97Kd3Gyq7dhN7yW7+DsdryUb+Ni797CDlzK9+FQK94eLk5297XshteHg7PZ8fKwcbGbr2kHLoc4xIq3o4uTXH0NueH16ODsdbwc',
    'bVzk3VfIgctTHFrF27OLk9w9Lbnh9dnB2ep4ebZxkZunKQcuJ3FIFW9nLk5u9TTchtczB2en4+XMxsXdPYUbuJzGoVS8nbs4ud3P',
    'chtezx2cjY6XcxsXt/mZbuByEYdQ8Xbl4qRWP0NteL1ycH7f8XJl46LufkINXC7jeF7xdu3ipHYvS214vXZwft3xcm3jojYvUw1c',
    'BHE8rniTuDiZ1cswG14lDs5vO14kNi7m7iXMwEUUx9OKN5mLk9l9LLPhVebg/LLjRWbjYjYf0wxchHE8rHiTujiJ1ccQG16lDs7v',
    'Ol6kNi7i7iPEwEUcx7OKN7mLk9g9LLHhVe7g/KrjRW7jIjYPUwxcFHE8qnjTuDh51cPwGl41Ds5vOl40Ni7e7iG8wEUVx5OKN52L',
    'k9ftLa/hVefg/KLjRWfj4jV70wtclHE8qHjTujhp1d7QGl61Ds6840Vr46Lt9kILXNRx4Io3vYuT1q0treFV7+BMO170Ni5asza1',
    'wMUgDljxZuHiZFVrw2p4tXBwZh0vFjYu1m4trMDFJA5U8Wbj4mR1W8tqeLVxcCYdLzY2LlazNa3AxSgOUPFm5eIkVVtDani1cnD+',
    'v+PFysZF2m2FFLiYxfF3xZudi5PULS3pA7XVzs9qL0t9qLbY+VbtDSfN0mdOdrViWG0Xel/tLUufqL0k883Q/no33Ic2ykAmcFNe',
    'aA1LQ5ulvsuDpL7JA6VA7SM7VQ3EX2TB9+U7rc/sNC2S+yYLlMO/gKJdjryuxBr6D7ozvPS8oYwa+A9QtX9gHV22rKpEOvwHvDe4',
    '7FlNCZStPmupPmnxbmR1HdRCfbg9duVZQ5X1VJ30WB31cNdyqg4YtNp8h3TVc5oKWWBttIDaYNJuRk7XYBuqTPeIN54zNNEGKoNR',
    'q8tWdNMyqgZZYV28S7jpGU0DzFpVtqOqZIcXI6MroB1UhRtlcc8Y8mxJNckSa6IlXDReFcC0VeR7pXjnTY5ssSLaQkUwbuHBuxhb',
    'Uz26Www7H+JoDfXAvFVjewoPWsXIHqvh/UJ40iYGDq0We1At8sDool0KPaAW3DIL/ugQZh+qRD5YCX0gOliVAqdWh++agpM1IfLC',
    'OugFdcCtxRbrMuxHVei+MfZjQxb9oAo4thrsSbFBqgx5Yg28c4hN0mTAtVVgX6pAvhhapIugL1SAm2eRHxmS7E3vyRvfozeExv9V',
    'BNzba75/isz/mwT542v0h9cQoAVGvAtwBHpLM8CAx4cgRoC3EKK95BgUaNEqQDHwJc4BAj3aBCBIe8dR6B1FwfOI9msYBd7BNNjR',
    'o+Myx6FXFAdfYRw4t1i9BoHaG54JHXusXaJI+AYjwRsI1U4j1q9wLHpBc8GTx8ZVjAUvIFjL52h0apF6haJhPs4GTj3SrkC4ls3x',
    'KJvi4WFE+gWMB9kwIbb3yDjPESmXImIuRoRDO9cLELJl8pxo38/tHMXETIwJmRC0bce5n+KolEezwq2fx2mMCnkQtmVxXNq2Uz1F',
    'cTEL5wXbfmqnIHDL4ciUQ5FxN079DEaGHJga2/hpnOTYlEGxMQNjw67t6xkI3u55drTp+3aCouM9Rod7CN/Wse/POD7d0vxw9f14',
    'jvHhFhK0O85Aa9vVZ5QB73CGsPZdewYp2g3noBvKgcvY9SeYA25gkmz23TjmLBSnLBjHLLC0tT6BNC3K86S5r+2I8mAU80AUErVp',
    'rP2AM1GMZoqTr+MQM0EMUrUI56KpzfWAcmEE5wpTn9sBJGtnzkZnyobfmPsDZoMzTJe5u89jjMH56ET58IT54GtffYCEbc8zJnfv',
    'XxtjUEbcY0bYQ8rmPr4+BuekHc0Z3f0bY2BO2EHStnJWcm+/vY5BWXHFWYN7/+1tDEjbZs5LM+VFH7+9D8wLM0yc+W8fnJk+yowf',
    'ZgZvdUDq1irPnXqj3Ngb5gafNUj+izez+/z12fsGs/vf//8EDQ==',
  ),
};
