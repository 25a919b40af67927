"""Networks of published picture codecs for noisy channels, written from the papers, for bench/published.py to count and time.

Encoders take a picture [1, 3, rows, columns] and return unit-power channel symbols; decoders take what the encoder returned. Where a paper leaves a
dimension open, the comment above the class names the other source or says what was chosen.
"""
from collections.abc import Sequence

import torch
from torch import Tensor, nn

SNR_DB = 10.0  # known to both ends where the codec adapts to it


class UnitPower(nn.Module):
    """Mean energy 1/2 of a real symbol, 1 of a complex one."""

    def forward(self, symbols: Tensor) -> Tensor:
        return symbols * torch.rsqrt(2 * symbols.square().mean())


def transposed(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Module:
    """Transposed convolution; of stride 1 it is a convolution with the kernel turned, for which PyTorch has faster code."""
    if stride == 1:
        return nn.Conv2d(inputs, outputs, kernel, 1, kernel // 2)
    return nn.ConvTranspose2d(inputs, outputs, kernel, stride, kernel // 2, stride - 1)


# DeepJSCC: Bourtsoulatze, Kurka, Gündüz, "Deep Joint Source-Channel Coding for Wireless Image Transmission", IEEE TCCN 2019, its figure of
# encoder and decoder. Kernels 5x5, strides 2, 2, 1, 1, 1, mirrored by transposed convolutions, PReLU, at the end a sigmoid. Filters 16, 32, 32, 32, c,
# as in the re-implementation chunbaobao/Deep-JSCC-PyTorch, which states 156 k parameters for c = 16. Chosen: one PReLU slope a filter.
# A complex rate of 1/16 of the samples takes c = 6 real numbers for each 4x4 pixels: 6 / 2 = 4 * 4 * 3 / 16.

def deep_jscc(channels: int) -> tuple[nn.Module, nn.Module]:
    def down(inputs: int, outputs: int, stride: int) -> list[nn.Module]:
        return [nn.Conv2d(inputs, outputs, 5, stride, 2), nn.PReLU(outputs)]

    def up(inputs: int, outputs: int, stride: int) -> list[nn.Module]:
        return [transposed(inputs, outputs, 5, stride), nn.PReLU(outputs)]

    encoder = [*down(3, 16, 2), *down(16, 32, 2), *down(32, 32, 1), *down(32, 32, 1), *down(32, channels, 1), UnitPower()]
    decoder = [*up(channels, 32, 1), *up(32, 32, 1), *up(32, 32, 1), *up(32, 16, 2), transposed(16, 3, 5, 2), nn.Sigmoid()]
    return nn.Sequential(*encoder), nn.Sequential(*decoder)


# ADJSCC: Xu, Ai, Chen, Yang, Sun, Rodrigues, "Wireless Image Transmission Using Deep Source Channel Coding With Attention Modules", IEEE TCSVT 2022:
# 10,758,191 parameters on CIFAR-10 at c = 16, 10,690,351 without attention features; both are met to the last one. GDN (Ballé, Laparra, Simoncelli,
# ICLR 2016) follows every convolution; PReLU and an attention-feature module (the mean of each filter's output and the SNR through two dense layers
# to a factor for each filter) follow all but the last of either side. 256 filters, kernels 9x9 beside the picture and else 5x5, strides as above and
# 16 hidden units from the authors' code (alexxu1988/ADJSCC). c = 6, as above.

class Gdn(nn.Module):
    def __init__(self, width: int, inverse: bool = False) -> None:
        super().__init__()
        self.inverse, self.pool = inverse, nn.Conv2d(width, width, 1)
        nn.init.constant_(self.pool.weight, 0.1 / width)
        nn.init.ones_(self.pool.bias)

    def forward(self, x: Tensor) -> Tensor:
        energy = self.pool(x.square())
        return x * (energy.sqrt() if self.inverse else energy.rsqrt())


class AttentionFeature(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.factors = nn.Sequential(nn.Linear(width + 1, width // 16), nn.ReLU(), nn.Linear(width // 16, width), nn.Sigmoid())

    def forward(self, x: Tensor) -> Tensor:
        context = torch.cat([x.mean((2, 3)), x.new_full((len(x), 1), SNR_DB)], 1)
        return x * self.factors(context)[:, :, None, None]


def adjscc(channels: int) -> tuple[nn.Module, nn.Module]:
    n = 256

    def down(inputs: int, kernel: int, stride: int) -> list[nn.Module]:
        return [nn.Conv2d(inputs, n, kernel, stride, kernel // 2), Gdn(n), nn.PReLU(n), AttentionFeature(n)]

    def up(inputs: int, stride: int) -> list[nn.Module]:
        return [transposed(inputs, n, 5, stride), Gdn(n, inverse=True), nn.PReLU(n), AttentionFeature(n)]

    last_down = [nn.Conv2d(n, channels, 5, 1, 2), Gdn(channels), UnitPower()]
    last_up = [transposed(n, 3, 9, 2), Gdn(3, inverse=True), nn.Sigmoid()]
    return (nn.Sequential(*down(3, 9, 2), *down(n, 5, 2), *down(n, 5, 1), *down(n, 5, 1), *last_down),
            nn.Sequential(*up(channels, 1), *up(n, 1), *up(n, 1), *up(n, 2), *last_up))


# Swin Transformer blocks: Liu et al., "Swin Transformer", ICCV 2021, Sections 3.1 and 3.2. Features are [1, rows, columns, width].

class WindowAttention(nn.Module):
    def __init__(self, width: int, heads: int, window: int, shifted: bool) -> None:
        super().__init__()
        self.heads, self.window, self.shift = heads, window, window // 2 if shifted else 0
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.bias = nn.Parameter(0.02 * torch.randn(heads, (2 * window - 1) ** 2))
        row, column = torch.arange(window).repeat_interleave(window), torch.arange(window).repeat(window)
        self.offset = (row[:, None] - row + window - 1) * (2 * window - 1) + column[:, None] - column + window - 1
        self.masks: dict[tuple[int, int], Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        _, rows, columns, width = x.shape
        x = x.roll((-self.shift, -self.shift), (1, 2)) if self.shift else x
        q, k, v = self.qkv(self.windows(x)).unflatten(2, (3, self.heads, width // self.heads)).permute(2, 0, 3, 1, 4)
        scores = (q * (width // self.heads) ** -0.5) @ k.transpose(2, 3) + self.bias[:, self.offset]
        if self.shift:
            if (rows, columns) not in self.masks:
                self.masks[rows, columns] = self.mask(rows, columns)
            scores = scores + self.masks[rows, columns]
        x = self.out((scores.softmax(3) @ v).transpose(1, 2).flatten(2))
        x = x.view(-1, rows // self.window, columns // self.window, self.window, self.window, width).transpose(2, 3).reshape(-1, rows, columns, width)
        return x.roll((self.shift, self.shift), (1, 2)) if self.shift else x

    def windows(self, x: Tensor) -> Tensor:
        """[windows, tokens, width]"""
        m, (_, rows, columns, width) = self.window, x.shape
        return x.view(-1, rows // m, m, columns // m, m, width).transpose(2, 3).reshape(-1, m * m, width)

    def mask(self, rows: int, columns: int) -> Tensor:
        """Keeps apart what the cyclic shift brought together: [windows, 1, tokens, tokens]."""
        row, column = ((torch.arange(n) >= n - self.window).int() + (torch.arange(n) >= n - self.shift) for n in (rows, columns))
        region = self.windows((3 * row[:, None] + column)[None, :, :, None])
        return torch.where(region == region.transpose(1, 2), 0.0, -100.0)[:, None]


class Block(nn.Module):
    def __init__(self, width: int, heads: int, window: int, shifted: bool) -> None:
        super().__init__()
        self.attention = nn.Sequential(nn.LayerNorm(width), WindowAttention(width, heads, window, shifted))
        self.mlp = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attention(x)
        return x + self.mlp(x.flatten(0, 2)).view_as(x)  # PyTorch adds the bias of a matrix product for free, not of a larger array


def blocks(depth: int, width: int, heads: int, window: int, shifts: bool = True) -> list[nn.Module]:
    return [Block(width, heads, window, shifts and i % 2 == 1) for i in range(depth)]


class Embedding(nn.Module):
    """Patches of 2x2 pixels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, width, 2, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.patches(x).permute(0, 2, 3, 1).contiguous()


class Merging(nn.Module):
    """Four neighbours to one."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.reduce = nn.Sequential(nn.LayerNorm(4 * inputs), nn.Linear(4 * inputs, outputs, bias=False))

    def forward(self, x: Tensor) -> Tensor:
        return self.reduce(x.unflatten(1, (-1, 2)).unflatten(3, (-1, 2)).transpose(2, 3).flatten(3))


class Spreading(nn.Module):
    """One to four neighbours, each with a quarter of the features."""

    def forward(self, x: Tensor) -> Tensor:
        return x.unflatten(3, (2, 2, -1)).permute(0, 1, 3, 2, 4, 5).flatten(3, 4).flatten(1, 2)


def swin_encoder(widths: Sequence[int], depths: Sequence[int], heads: Sequence[int], normalize: bool) -> nn.Sequential:
    layers: list[nn.Module] = [Embedding(widths[0])] + normalize * [nn.LayerNorm(widths[0])]
    for i, width in enumerate(widths):
        layers += ([Merging(widths[i - 1], width)] if i else []) + blocks(depths[i], width, heads[i], 8)
    return nn.Sequential(*layers, nn.LayerNorm(widths[-1]))


# WITT: Yang, Wang, Dai, Tan, Niu, Zhang, "WITT: A Wireless Image Transmission Transformer for Semantic Communications", ICASSP 2023. SwinJSCC: Yang,
# Wang, Dai, Qin, Niu, Zhang, "SwinJSCC: Taming Swin Transformer for Deep Joint Source-Channel Coding", TCCN, arXiv 2308.09361, base model. Widths,
# depths (mirrored in the decoder), heads, window 8, MLP ratio 4 and ModNets (seven gates of width 480) from the authors' code (KeYang8/WITT,
# semcomm/SwinJSCC), which makes 28.2 M and 33.1 M parameters. WITT adapts to the SNR and has a linear layer to c real channels, 96 for a complex rate
# of 1/16. SwinJSCC with SA and RA has ModNets for SNR and rate and sends the c channels of the largest factors; its decoder knows which, uncharged.
# Of SwinJSCC's encoder at 768x512 the Transformer blocks take 98.9 GMAC; merging, embedding and ModNets the other 9.5.

WIDTHS, DEPTHS, HEADS = (128, 192, 256, 320), (2, 2, 6, 2), (4, 6, 8, 10)


class ModNet(nn.Module):
    """Factor in (0, 1) for every feature, from the features and one number."""

    def __init__(self, width: int = WIDTHS[-1], gates: int = 7) -> None:
        super().__init__()
        n = 3 * width // 2
        self.layers = nn.ModuleList(nn.Linear(n if i else width, n) for i in range(gates))
        self.gates = nn.ModuleList(nn.Sequential(nn.Linear(1, n), nn.ReLU(), nn.Linear(n, n), nn.ReLU(), nn.Linear(n, n), nn.Sigmoid())
                                   for _ in range(gates))
        self.last = nn.Linear(n, width)

    def forward(self, x: Tensor, number: float) -> Tensor:
        for layer, gate in zip(self.layers, self.gates):
            x = layer(x) * gate(x.new_full((1, 1), number))
        return self.last(x).sigmoid()


class WittEncoder(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.swin, self.snr = swin_encoder(WIDTHS, DEPTHS, HEADS, normalize=False), ModNet()
        self.head = nn.Sequential(nn.Linear(WIDTHS[-1], channels), UnitPower())

    def forward(self, picture: Tensor) -> Tensor:
        x = self.swin(picture)
        return self.head(x * self.snr(x, SNR_DB))


class SwinJsccEncoder(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.swin, self.snr, self.rate = swin_encoder(WIDTHS, DEPTHS, HEADS, normalize=False), ModNet(), ModNet()
        self.channels, self.power = channels, UnitPower()

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        x = self.swin(picture)
        x = x * self.snr(x, SNR_DB)
        factors = self.rate(x, self.channels)
        kept = factors.sum((0, 1, 2)).topk(self.channels).indices
        return self.power((x * factors)[..., kept]), kept


class SwinJsccDecoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for i in reversed(range(len(WIDTHS))):
            expand = nn.Linear(WIDTHS[i], 4 * (WIDTHS[i - 1] if i else 3), bias=False)
            layers += [*blocks(DEPTHS[i], WIDTHS[i], HEADS[i], 8), nn.LayerNorm(WIDTHS[i]), expand, Spreading()]
        self.snr, self.swin = ModNet(), nn.Sequential(*layers)

    def forward(self, received: tuple[Tensor, Tensor]) -> Tensor:
        symbols, kept = received
        return self.decode(symbols.new_zeros(*symbols.shape[:3], WIDTHS[-1]).index_copy(3, kept, symbols))

    def decode(self, x: Tensor) -> Tensor:
        return self.swin(x * self.snr(x, SNR_DB)).permute(0, 3, 1, 2)


class WittDecoder(SwinJsccDecoder):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.head = nn.Linear(channels, WIDTHS[-1])

    def forward(self, received: Tensor) -> Tensor:
        return self.decode(self.head(received))


# NTSCC: Dai, Wang, Tan, Si, Qin, Niu, Zhang, "Nonlinear Transform Source-Channel Coding for Semantic Communications", IEEE JSAC 2022. Dimensions from
# the authors' code (wsxtyrdd/NTSCC_JSAC22); no parameter count is stated. Transforms of width 256, window 8; JSCC codec of 4 blocks, window 16, never
# shifted (one window is the latent of a training picture), rate tokens, and a matrix for each of 16 rates; hyperprior of 192 channels, which the
# decoder does without, as in the released models. Left out: the factorised prior of the hyper-latent (for the loss only) and the coder of the side
# information. Chosen: patches of one rate are multiplied together; the released code gathers a matrix for each patch, which takes longer.

N, N_HYPER, N_DEPTHS, SYMBOLS_PER_BIT = 256, 192, (1, 1, 2, 4), 0.2
RATES = (16, 32, 48, 64, 80, 96, 102, 118, 134, 160, 186, 192, 208, 224, 240, 256)


class RateMatrices(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.token = nn.Parameter(0.02 * torch.randn(len(RATES), N))
        self.weight, self.bias = nn.Parameter(torch.randn(len(RATES), N, N) / N**0.5), nn.Parameter(torch.zeros(len(RATES), N))

    def forward(self, x: Tensor, rate: Tensor) -> Tensor:
        y = torch.empty_like(x)
        for index in rate.unique().tolist():
            y[rate == index] = torch.addmm(self.bias[index], x[rate == index], self.weight[index])
        return y

    @staticmethod
    def sent(rate: Tensor) -> Tensor:
        return torch.arange(N) < torch.tensor(RATES)[rate][..., None]


class NtsccEncoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.analysis = swin_encoder([N] * 4, N_DEPTHS, [8] * 4, normalize=True)
        analysis = [nn.Conv2d(N, N_HYPER, 3, 1, 1), nn.LeakyReLU(), nn.Conv2d(N_HYPER, N_HYPER, 5, 2, 2), nn.LeakyReLU()]
        synthesis = [transposed(N_HYPER, N, 5, 2), nn.ReLU(), transposed(N, 3 * N // 2, 5, 2), nn.ReLU()]
        self.hyper = nn.Sequential(*analysis, nn.Conv2d(N_HYPER, N_HYPER, 5, 2, 2))
        self.prior = nn.Sequential(*synthesis, transposed(3 * N // 2, 2 * N, 3, 1))
        self.refine = nn.Sequential(nn.Linear(2 * N, 8 * N), nn.GELU(), nn.Linear(8 * N, N))
        self.jscc = nn.Sequential(*blocks(4, N, 8, 16, shifts=False), nn.LayerNorm(N))
        self.matrices, self.power = RateMatrices(), UnitPower()

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        latent = self.analysis(picture)
        scale, mean = self.prior(self.hyper(latent.permute(0, 3, 1, 2)).round()).permute(0, 2, 3, 1).chunk(2, 3)
        normal = torch.distributions.Normal(mean, scale.clamp_min(1e-10))
        probability = (normal.cdf(latent + 0.5) - normal.cdf(latent - 0.5)).clamp_min(1e-10)
        rate = torch.searchsorted(torch.tensor(RATES), -SYMBOLS_PER_BIT * probability.log2().sum(3)).clamp_max(len(RATES) - 1)
        x = latent + self.refine(torch.cat([1 - probability, latent], 3)) + self.matrices.token[rate]
        return self.power(self.matrices(self.jscc(x), rate)[self.matrices.sent(rate)]), rate


class NtsccDecoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.matrices, self.jscc = RateMatrices(), nn.Sequential(*blocks(4, N, 8, 16, shifts=False))
        layers: list[nn.Module] = []
        for depth in reversed(N_DEPTHS):
            layers += [*blocks(depth, N, 8, 8), Spreading(), nn.LayerNorm(N // 4), nn.Linear(N // 4, N, bias=False)]
        self.synthesis, self.picture = nn.Sequential(*layers), nn.Conv2d(N, 3, 3, 1, 1)

    def forward(self, received: tuple[Tensor, Tensor]) -> Tensor:
        symbols, rate = received
        x = symbols.new_zeros(*rate.shape, N).masked_scatter(self.matrices.sent(rate), symbols)
        x = self.jscc(self.matrices(x, rate) + self.matrices.token[rate])
        return self.picture(self.synthesis(x).permute(0, 3, 1, 2))
