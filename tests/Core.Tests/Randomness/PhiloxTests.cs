using SemCom.Randomness;

namespace SemCom.Core.Tests.Randomness;

public class PhiloxTests
{
    // Random123 1.14, tests/kat_vectors, rows "philox4x32 10".
    [Theory]
    [InlineData(
        new[] { 0u, 0u, 0u, 0u }, new[] { 0u, 0u },
        new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u })]
    [InlineData(
        new[] { 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu }, new[] { 0xffffffffu, 0xffffffffu },
        new[] { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu })]
    [InlineData(
        new[] { 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u }, new[] { 0xa4093822u, 0x299f31d0u },
        new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u })]
    public void Block_MatchesPublishedVectors(uint[] counter, uint[] key, uint[] expected) =>
        Assert.Equal(
            new(expected[0], expected[1], expected[2], expected[3]),
            Philox.Block(new(counter[0], counter[1], counter[2], counter[3]), key[0], key[1]));

    [Fact]
    public void Stream_CountsIndexPurposeAndFrame()
    {
        var random = new CounterRandom(0x0123456789abcdef, RandomPurpose.Fading, 0x1111222233334444);
        Assert.Equal(
            Philox.Block(new(0x89abcdef, 0x00020000 | 0x4567, 0x33334444, 0x11112222), 0x89abcdef, 0x01234567),
            random.At(0x456789abcdef));
    }
}
