using SemCom.Core.Tests.Latents.Rotations;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class TokenMessageTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;

    [Fact]
    public void Bytes_GiveBackTheMessage()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var message = Make(seed);
            var decoded = Decode(message.ToBytes(Tables));
            Assert.NotNull(decoded);
            Assert.Equal(message.Header, decoded.Header);
            Assert.True(message.Map.Cells.SequenceEqual(decoded.Map.Cells));
            Assert.Equal(message.Means.Levels, decoded.Means.Levels);
            Assert.Equal(message.Levels.Levels, decoded.Levels.Levels);
        }
    }

    [Fact]
    public void Bytes_GiveBackRotations()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var rotations = seed % 2 == 0 ? TestRotations.Make() : TrainedModel.RotationsWithEntropy;
            var plain = Make(seed);
            var taken = new byte[plain.Map.Patches.Count];
            new Random(seed).NextBytes(taken);
            var message = plain with { Rotations = new RotationMap(rotations, [.. taken.Select(number => (byte)(number % rotations.Count))]) };
            var bytes = message.ToBytes(Tables);
            var decoded = TokenMessage.FromBytes(TokenMessage.ReadHeader(bytes)!, bytes, Tables, rotations);
            Assert.NotNull(decoded);
            Assert.True(message.Rotations.Taken.SequenceEqual(decoded.Rotations!.Taken));
            Assert.Equal(message.Levels.Levels, decoded.Levels.Levels);
        }
    }

    /// <summary>A CRC of 16 bits finds every burst of up to 16 bits, and all but one in 65536 of other damage.</summary>
    [Fact]
    public void DamagedBytes_GiveNothing()
    {
        var bytes = Make(3).ToBytes(Tables);
        var random = new Random(1);
        for (var i = 0; i < 400; i++)
        {
            var damaged = bytes[..];
            if (i % 2 == 0)
                damaged[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            else
                damaged = damaged[..random.Next(bytes.Length)];
            Assert.Null(Decode(damaged));
            Assert.Null(TokenMessage.ReadHeader(damaged));
        }
    }

    [Fact]
    public void Headers_OfEveryKind_AreReadBack()
    {
        foreach (var header in new[]
        {
            new TokenHeader { ModelWireId = 255, Grey = true, Width = 16384, Height = 1, Cell = 0, WholePictureClass = 7, StepIndex = 2047 },
            new TokenHeader { ModelWireId = 7, Grey = false, IsGenerative = true, Width = 512, Height = 768, Cell = 4, WholePictureClass = 0, StepIndex = 1500 },
            new TokenHeader { ModelWireId = 0, Grey = false, Width = 1, Height = 16384, Cell = 8, WholePictureClass = 0, StepIndex = 0 },
            new TokenHeader { ModelWireId = 3, Grey = false, Width = 768, Height = 512, Cell = 1, WholePictureClass = 0, StepIndex = 200 },
        })
        {
            var bytes = new byte[TokenHeader.ByteCount];
            header.Write(bytes);
            Assert.Equal(header, TokenHeader.Read(bytes));
        }
        Assert.Equal((true, false), (Make(3).Header.IsRotated, (Make(3).Header with { IsGenerative = true }).IsRotated));
        Assert.Equal((true, false), ((Make(3).Header with { StepIndex = 624 }).IsRotated, (Make(3).Header with { StepIndex = 625 }).IsRotated));
        Assert.Equal(0.25, TokenHeader.StepOf(0));
        Assert.Equal(64, TokenHeader.StepOf(240));
    }

    [Fact]
    public void Headers_OfAnotherVersion_OrTooLarge_AreRefused()
    {
        var bytes = new byte[TokenHeader.ByteCount];
        Assert.Null(TokenHeader.Read(bytes));
        Array.Fill(bytes, (byte)0xFF);
        Assert.Null(TokenHeader.Read(bytes));
        new TokenHeader { ModelWireId = 1, Grey = false, Width = 16384, Height = 16384, Cell = 1, WholePictureClass = 0, StepIndex = 0 }.Write(bytes);
        Assert.Null(TokenHeader.Read(bytes));
    }

    private static TokenMessage? Decode(byte[] bytes) => TokenMessage.ReadHeader(bytes) is { } header ? TokenMessage.FromBytes(header, bytes, Tables) : null;

    private static TokenMessage Make(int seed)
    {
        var random = new Random(seed);
        var (width, height) = (random.Next(1, 120), random.Next(1, 120));
        var cell = seed % 5 == 4 ? 0 : ClassMap.CellSizes[seed % 5];
        var map = LatentSource.Map(random, PatchGrid.Covering(width, height, Tables.Patch), cell);
        var header = new TokenHeader
        {
            ModelWireId = random.Next(256),
            Grey = seed % 2 == 0,
            Width = width,
            Height = height,
            Cell = cell,
            WholePictureClass = cell == 0 ? map[0, 0] : 0,
            StepIndex = random.Next(60, 600),
        };
        return new TokenMessage(header, map, new ColourMeans(Tables, map.Patches).Quantize(LatentSource.LowBand(random, map.Patches, 1), header.LowBandStep),
            LatentLevels.Quantize(new PatchKinds(Tables, map), LatentSource.High(random, map, 1), header.Step));
    }
}
