using SemCom.Channels;
using SemCom.Knowledge;

namespace SemCom.Link.Tests;

/// <summary>Pictures of one place, by what both ends know of it.</summary>
public sealed class KnowledgeTests
{
    private const int Width = 160, Height = 96;

    [Fact]
    public async Task AKnownScene_ArrivesBetter_AndAllIsCharged()
    {
        using var sender = new MemoryKnowledgeStore(TimeProvider.System);
        using var receiver = new MemoryKnowledgeStore(TimeProvider.System);
        await using var known = Create(new SharedKnowledge(sender, receiver) { PrototypeCbr = 0.25 });
        await using var plain = Create(null);
        var first = await Teach(known);
        var last = await known.SendAsync(Scene(2), TestContext.Current.CancellationToken);
        var without = await plain.SendAsync(Scene(2), TestContext.Current.CancellationToken);
        // That picture went as a prototype, and is shown.
        Assert.Equal(first.Ledger.Total, first.Ledger.Knowledge);
        Assert.InRange(first.Ledger.Total, 1, (int)(0.25 * 3 * Width * Height) + 400);
        Assert.True(first.Quality.PsnrDb > 25, $"prototype at {first.Quality.PsnrDb:F2} dB");
        Assert.Equal(sender.All().Single(), receiver.All().Single());
        // The others take no more than without knowledge, and are better.
        Assert.Equal(0, last.Ledger.Knowledge);
        Assert.True(last.Ledger.SideInformation > 0);
        Assert.InRange(last.Ledger.Total, 1, without.Ledger.Total + 8);
        Assert.True(last.Quality.PsnrDb > without.Quality.PsnrDb + 2, $"{last.Quality.PsnrDb:F2} dB with, {without.Quality.PsnrDb:F2} dB without");
    }

    /// <summary>Links come and go, stores stay: what both know is asked for in two short messages, what the receiver forgot is sent again.</summary>
    [Fact]
    public async Task AnotherLink_AsksWhatTheReceiverKnows()
    {
        using var sender = new MemoryKnowledgeStore(TimeProvider.System);
        using var receiver = new MemoryKnowledgeStore(TimeProvider.System);
        await using var link = Create(new SharedKnowledge(sender, receiver) { PrototypeCbr = 0.25 });
        var taught = await Teach(link);
        await using var second = Create(new SharedKnowledge(sender, receiver));
        var known = await second.SendAsync(Scene(1), TestContext.Current.CancellationToken);
        Assert.False(known.Reception.IsLost);
        Assert.InRange(known.Ledger.Knowledge, 1, taught.Ledger.Knowledge / 4);
        Assert.True(receiver.Remove(receiver.All().Single().Id));
        await using var third = Create(new SharedKnowledge(sender, receiver));
        var resent = await third.SendAsync(Scene(1), TestContext.Current.CancellationToken);
        Assert.False(resent.Reception.IsLost);
        Assert.True(resent.Ledger.Knowledge > taught.Ledger.Knowledge / 2);
        Assert.Equal(sender.All().Single(), receiver.All().Single());
    }

    /// <summary>An entry under the right key with another payload is not what the frame needs.</summary>
    [Fact]
    public async Task AForgedPrototype_IsNeverUsed()
    {
        using var sender = new MemoryKnowledgeStore(TimeProvider.System);
        using var receiver = new MemoryKnowledgeStore(TimeProvider.System);
        await using var link = Create(new SharedKnowledge(sender, receiver) { PrototypeCbr = 0.25 });
        _ = await Teach(link);
        var entry = receiver.All().Single();
        receiver.Add([new KnowledgeEntry(entry.Kind, entry.Key, [1, 2, 3], entry.Embedding)]);
        var lost = await link.SendAsync(Scene(1), TestContext.Current.CancellationToken);
        Assert.True(lost.Reception.IsLost);
        Assert.Contains("lacks", lost.Reception.Loss, StringComparison.Ordinal);
        Assert.True(lost.Ledger.Knowledge > 0);      // the answer
        var again = await link.SendAsync(Scene(2), TestContext.Current.CancellationToken);
        Assert.False(again.Reception.IsLost);
        Assert.Equal(entry, receiver.All().Single());
    }

    /// <summary>A frame whose prototype the receiver has not is not shown, asked for, and shown late just as it would have been.</summary>
    [Fact]
    public async Task AFrameWithoutItsPrototype_IsHeld_UntilItComes()
    {
        var pictures = new List<Picture>();
        foreach (var forgets in (bool[])[false, true])
        {
            using var sender = new MemoryKnowledgeStore(TimeProvider.System);
            using var receiver = new MemoryKnowledgeStore(TimeProvider.System);
            await using var link = Create(new SharedKnowledge(sender, receiver) { PrototypeCbr = 0.25 });
            _ = await Teach(link);
            if (forgets)
                Assert.True(receiver.Remove(receiver.All().Single().Id));
            var sent = await link.SendAsync(Scene(1), TestContext.Current.CancellationToken);
            Assert.Equal(forgets, sent.Lost);
            Assert.Empty(sent.Late);
            var next = await link.SendAsync(Scene(2), TestContext.Current.CancellationToken);
            Assert.False(next.Lost);
            if (forgets)
                Assert.Equal(1, Assert.Single(next.Late).FramesAgo);
            pictures.Add(forgets ? next.Late[0].Picture : sent.Picture);
        }
        Assert.Equal(pictures[0].Rgb.ToArray(), pictures[1].Rgb.ToArray());
    }

    /// <summary>What is held too long is dropped.</summary>
    [Fact]
    public void AHeldFrame_IsDroppedInTime()
    {
        using var transmitter = SemanticTransmitter.Load("image-live", threads: 1);
        using var decoder = SemanticReceiver.Load("image-live", threads: 1);
        using var known = new MemoryKnowledgeStore(TimeProvider.System);
        var entry = new ScenePrototypes(known, decoder).Learn(transmitter, Scene(0), 20_000)!;
        var message = new ReferenceMessage(ScenePrototypes.KeyOf(entry.Payload), new bool[PatchReference.Count(Width, Height)]);
        foreach (var (waited, late) in new[] { (KnowledgeReceiving.Patience - 1, 1), (KnowledgeReceiving.Patience, 0) })
        {
            using var store = new MemoryKnowledgeStore(TimeProvider.System);
            var receiver = new KnowledgeReceiving(new ScenePrototypes(store, decoder));
            var (reception, missing) = receiver.Understand(new Reception<Picture> { Value = Scene(1) }, message.ToBytes(PatchReference.Columns(Width)), 100);
            Assert.True(reception.IsLost);
            Assert.Equal(message.Key, missing);
            Assert.Equal(late, receiver.Learn(new PrototypeMessage([], entry), 100UL + (ulong)waited).Count);
        }
    }

    /// <summary>Places that come and go: a fresh picture of one takes the place of the old at both ends, and a place that returns is known.</summary>
    [Fact]
    public async Task PlacesThatReturn_AreNotPaidForAgain()
    {
        using var sender = new MemoryKnowledgeStore(TimeProvider.System);
        using var receiver = new MemoryKnowledgeStore(TimeProvider.System);
        await using var link = Create(new SharedKnowledge(sender, receiver) { PrototypeCbr = 0.25 });
        _ = await Teach(link);
        for (var i = 0; i < 5; i++)      // it has helped as many pictures as it cost
            Assert.Equal(0, (await link.SendAsync(Scene(i % 3), TestContext.Current.CancellationToken)).Ledger.Knowledge);
        var paid = new List<int>();
        foreach (var (place, light) in new[] { (1, 0), (0, 25), (1, -20) })
        {
            paid.Add(0);
            for (var i = 0; i < 6; i++)
                paid[^1] += (await link.SendAsync(Scene(i % 3, place, light), TestContext.Current.CancellationToken)).Ledger.Knowledge;
        }
        Assert.True(paid[0] > 1000, $"{paid[0]} uses for a new place");
        Assert.All(paid.Skip(1), uses => Assert.Equal(0, uses));
        Assert.Equal(2, sender.Count);
        Assert.Equal(sender.All(), receiver.All());
    }

    /// <summary>The place's old prototype goes, another place's stays.</summary>
    [Fact]
    public void AFreshPrototype_TakesTheOldOnesPlace()
    {
        using var transmitter = SemanticTransmitter.Load("image-live", threads: 1);
        using var decoder = SemanticReceiver.Load("image-live", threads: 1);
        using var store = new MemoryKnowledgeStore(TimeProvider.System);
        var prototypes = new ScenePrototypes(store, decoder);
        var old = ScenePrototypes.KeyOf(prototypes.Learn(transmitter, Scene(0), 20_000)!.Payload);
        var memory = new SceneMemory(prototypes, places: 4);
        memory.Observe(Scene(1, place: 1));
        Assert.Empty(memory.LetGoFor(Scene(1, place: 1)));
        Assert.Equal(old, Assert.Single(memory.LetGoFor(Scene(0, light: 10))));
    }

    [Fact]
    public void MessagesAboutPrototypes_ReadBack_AndNothingElse()
    {
        foreach (var answer in new[] { new PrototypeAnswer(0x0123456789abcdef, IsKnown: true), new PrototypeAnswer(7, IsKnown: false) })
            Assert.Equal(answer, PrototypeAnswer.Read(answer.ToBytes()));
        Assert.Null(PrototypeAnswer.Read(new byte[8]));
        Assert.Null(PrototypeAnswer.Read([0, 0, 0, 0, 0, 0, 0, 7, 2]));
        var message = new PrototypeMessage([5, 6], new KnowledgeEntry(KnowledgeKind.VisualPrototype, "scene", [1, 2, 3]));
        var read = PrototypeMessage.Read(message.ToBytes());
        Assert.Equal(message.LetGo, read.LetGo);
        Assert.Equal(message.Entry, read.Entry);
        for (var length = 0; length < message.ToBytes().Length; length++)
            Assert.Throws<SemComException>(() => PrototypeMessage.Read(message.ToBytes().AsSpan(0, length)));
    }

    /// <summary>Whoever missed the message before it takes no difference for a picture.</summary>
    [Fact]
    public void ADifference_IsNoPictureByItself()
    {
        using var transmitter = SemanticTransmitter.Load("image-live", threads: 1);
        using var receiver = SemanticReceiver.Load("image-live", threads: 1);
        var plan = new LinkPlan(1.0 / 16, 20);
        var channel = ChannelSpec.Parse("awgn").Create(20);
        Reception<Picture> Send(LinkPlan with, bool acceptDifference) =>
            receiver.Decode(channel.Transmit(transmitter.Encode(Scene(0), with).Symbols, new ChannelRealization(1, 0)).ToReceivedFrame(genie: false), acceptDifference: acceptDifference);
        Assert.Contains("differs", Send(plan with { IsDifference = true }, acceptDifference: false).Loss, StringComparison.Ordinal);
        Assert.False(Send(plan with { IsDifference = true }, acceptDifference: true).IsLost);
        Assert.False(Send(plan, acceptDifference: true).IsLost);
    }

    /// <summary>What never looks the same twice gets no prototype, and costs what it costs without knowledge.</summary>
    [Fact]
    public async Task WithoutAScene_NothingIsSpent()
    {
        using var sender = new MemoryKnowledgeStore(TimeProvider.System);
        using var receiver = new MemoryKnowledgeStore(TimeProvider.System);
        await using var link = Create(new SharedKnowledge(sender, receiver));
        var random = new Random(1);
        for (var i = 0; i < 5; i++)
        {
            var noise = new byte[3 * 48 * 48];
            random.NextBytes(noise);
            var sent = await link.SendAsync(new Picture(48, 48, noise), TestContext.Current.CancellationToken);
            Assert.False(sent.Reception.IsLost);
            Assert.Equal(0, sent.Ledger.Knowledge);
        }
        Assert.Equal(0, sender.Count);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(33, 17)]
    [InlineData(320, 200)]
    public void References_ReadBack(int width, int height)
    {
        var (random, refers) = (new Random(width), new bool[PatchReference.Count(width, height)]);
        foreach (var share in (double[])[0, 0.1, 0.5, 1])
        {
            for (var i = 0; i < refers.Length; i++)
                refers[i] = random.NextDouble() < share;
            var bytes = new ReferenceMessage(0x0123456789abcdef, refers).ToBytes(PatchReference.Columns(width));
            var read = ReferenceMessage.Read(bytes, width, height)!;
            Assert.Equal(0x0123456789abcdefUL, read.Key);
            Assert.Equal(refers, read.Refers);
            Assert.Null(ReferenceMessage.Read(bytes[..8], width, height));
        }
    }

    /// <summary>What is not cut off at black and white comes back exactly.</summary>
    [Fact]
    public void Differences_AreRestored()
    {
        var (picture, prototype) = (Scene(2), Scene(0));
        var refers = PatchReference.Choose(picture, prototype, 1).Single();
        Assert.Contains(true, refers);
        Assert.Contains(false, refers);
        var restored = PatchReference.Restore(PatchReference.Difference(picture, prototype, refers), prototype, refers);
        for (var i = 0; i < picture.Rgb.Length; i++)
        {
            if (Math.Abs(picture.Rgb[i] - prototype.Rgb[i]) < 128)
                Assert.Equal(picture.Rgb[i], restored.Rgb[i]);
        }
    }

    /// <summary>Sends the scene until it is seen to stay; the last picture is a prototype.</summary>
    private static async Task<SendResult> Teach(SemanticLink link)
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(0, (await link.SendAsync(Scene(0), TestContext.Current.CancellationToken)).Ledger.Knowledge);
        return await link.SendAsync(Scene(0), TestContext.Current.CancellationToken);
    }

    private static SemanticLink Create(SharedKnowledge? knowledge) => SemanticLink.Create(o => o.Channel("awgn", 10).Bandwidth(1.0 / 16).Threads(1).Knowledge(knowledge));

    /// <summary>A still wall with a grid of stripes, and a bright square that moves in front of it.</summary>
    private static Picture Scene(int time, int place = 0, int light = 0)
    {
        var rgb = new byte[3 * Width * Height];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (c, x, y) = (i % 3, i / 3 % Width, i / 3 / Width);
            var isSquare = x / 16 == 2 + 2 * time && (y / 16 is 2 or 3);
            var wall = place == 0 ? 120 + 50 * Math.Sin(0.9 * x + 0.05 * y * c) + 40 * Math.Sin(0.07 * x - 0.8 * y) : 120 + 60 * Math.Sin(0.04 * x * (c + 1)) + 25 * Math.Sin(1.1 * y + 0.3 * x);
            rgb[i] = (byte)Math.Clamp(light + (isSquare ? 40 + 60 * c + (x * 7 + y * 3) % 17 : wall), 0, 255);
        }
        return new Picture(Width, Height, rgb);
    }
}
