using System.Security.Cryptography;
using SemCom.Knowledge.Tests.Groups;

namespace SemCom.Knowledge.Tests.Synchronisation;

public sealed class SynchroniserTests(ITestOutputHelper output)
{
    /// <summary>One end has 10,000 records, the other none; of all packets in both directions 30 % are lost.</summary>
    [Fact]
    public void TenThousandRecords_ArriveThroughLossOfThirtyPercent()
    {
        var (a, b, random) = (new Replica(1, 2, 1024), new Replica(2, 1, 1024), new Random(1));
        for (var i = 0; i < 10_000; i++)
            a.AddRandom(random, random.Next(200, 600));
        var least = a.Records.Ids.Sum(id => (long)a.Records.Read(id)!.Length);
        var rounds = Run(a, b, () => random.Next(10) >= 3, 200_000);
        Assert.True(b.Has(a));
        var (sent, back) = (a.Session.Sent, b.Session.Sent);
        output.WriteLine($"rounds {rounds}; there {sent}, back {back}; records {least} bytes, with loss at least {least / 0.7:F0}; all bytes / that {(sent.Total + back.Total) / (least / 0.7):F3}");
        Assert.InRange((sent.Total + back.Total) / (least / 0.7), 1, 1.25);
    }

    [Fact]
    public void LargeRecords_ArriveThroughLossOfThirtyPercent()
    {
        var (a, b, random) = (new Replica(1, 2), new Replica(2, 1), new Random(2));
        foreach (var length in (int[])[Reassembler.MaxRecord, 100_000, 0, 700, 2000])
            a.AddRandom(random, length);
        b.AddRandom(random, 50_000);
        Run(a, b, () => random.Next(10) >= 3, 16_384);
        Assert.True(b.Has(a));
        Assert.Equal(6, a.Records.Ids.Count);
        var total = a.Records.Ids.Sum(id => a.Records.Read(id)!.Length);
        output.WriteLine($"{a.Session.Sent} {b.Session.Sent} of {total}");
        Assert.InRange(a.Session.Sent.Total + b.Session.Sent.Total, total, 2.2 * total);
    }

    /// <summary>A difference of one record among 5000 costs the way to it, not the tree.</summary>
    [Fact]
    public void OneDifferenceAmongMany_CostsLittle()
    {
        var (a, b, random) = (new Replica(1, 2, 1024), new Replica(2, 1, 1024), new Random(3));
        for (var i = 0; i < 5000; i++)
            a.AddRandom(random, 40);
        foreach (var id in a.Records.Ids)
            b.Records.Add(a.Records.Read(id));
        b.AddRandom(random, 40);
        Run(a, b, () => true, 10_000);
        Assert.True(a.Has(b));
        output.WriteLine($"{a.Session.Sent} {b.Session.Sent}");
        Assert.InRange(a.Session.Sent.Total + b.Session.Sent.Total, 40, 2500);
    }

    /// <summary>Packets that are taken together, some damaged, do what they do one after the other, in fewer steps of the set.</summary>
    [Fact]
    public void PacketsTakenTogether_DoWhatTheyDoAlone()
    {
        var (from, random, counting) = (new Replica(1, 2), new Random(6), new CountingRecords(new MemoryRecordSet()));
        var (together, alone) = (new Replica(2, 1, records: counting), new Replica(2, 1));
        for (var i = 0; i < 200; i++)
            from.AddRandom(random, random.Next(8) == 0 ? random.Next(900) : random.Next(1, 60));
        for (var round = 0; round < 200 && !together.Has(from); round++)
        {
            var packets = from.Session.NextPackets(4096).Where(_ => random.Next(4) > 0).ToList();
            var damaged = packets.Count > 2 ? packets[1].ToArray() : [];
            packets.Add(damaged);
            if (damaged.Length > 0)
                damaged[^1] ^= 1;
            packets.AddRange(packets.Take(2));
            Assert.Equal(packets.Count(packet => alone.Session.Receive(packet)), together.Session.ReceiveAll(packets));
            Assert.True(together.Has(alone));
            var answers = together.Session.NextPackets(4096).ToList();
            Assert.Equal(alone.Session.NextPackets(4096), answers);
            answers.ForEach(packet => from.Session.Receive(packet));
        }
        Assert.True(together.Has(from));
        output.WriteLine($"{counting.Batches} steps for {from.Records.Ids.Count} records");
        Assert.InRange(counting.Batches, 1, 50);
    }

    [Fact]
    public void EqualEnds_ExchangeOnlyRoots_AndThenNothing()
    {
        var (a, b, random) = (new Replica(1, 2), new Replica(2, 1), new Random(4));
        a.AddRandom(random, 90);
        b.Records.Add(a.Records.Read(a.Records.Ids[0]));
        Run(a, b, () => true, 10_000);
        Assert.Equal(0, a.Session.Sent.Records + b.Session.Sent.Records);
        Assert.InRange(a.Session.Sent.Packets + b.Session.Sent.Packets, 3, 4);
        Assert.Equal((RootMessage.Length + SyncPacket.Overhead) * (a.Session.Sent.Packets + b.Session.Sent.Packets), a.Session.Sent.Tree + b.Session.Sent.Tree);
        Assert.Empty(a.Session.NextPackets(10_000));
        Assert.Empty(b.Session.NextPackets(10_000));
    }

    [Fact]
    public void WhatIsAddedInStep_GoesOutAtOnce()
    {
        var (a, b, random) = (new Replica(1, 2), new Replica(2, 1), new Random(5));
        Run(a, b, () => true, 10_000);
        a.AddRandom(random, 90);
        foreach (var packet in a.Session.NextPackets(10_000))
            b.Session.Receive(packet);
        Assert.True(b.Has(a));
        Assert.NotEqual(KnowledgeAgreement.InStep, a.Session.Agreement);
        Run(a, b, () => true, 10_000);
    }

    /// <summary>Whoever has heard that its peer has more is not told otherwise by what the peer said before, in this start or an earlier one.</summary>
    [Fact]
    public void AnOldRoot_DoesNotTakeBackANewerOne()
    {
        var (a, b, random, said) = (new Replica(1, 2), new Replica(2, 1), new Random(10), new List<byte[]>());
        a.AddRandom(random, 90);
        for (var round = 0; round < 8; round++)
        {
            foreach (var packet in a.Session.NextPackets(4000))
                b.Session.Receive(packet);
            var packets = b.Session.NextPackets(4000).ToList();
            packets.ForEach(packet => a.Session.Receive(packet));
            said.AddRange(packets);
        }
        Assert.Equal(KnowledgeAgreement.InStep, a.Session.Agreement);
        b.AddRandom(random, 90);
        b.Restart();
        Assert.True(a.Session.Receive(Assert.Single(b.Session.NextPackets(4000))));
        Assert.Equal(KnowledgeAgreement.Behind, a.Session.Agreement);
        said.ForEach(packet => Assert.True(a.Session.Receive(packet)));
        Assert.Equal(KnowledgeAgreement.Behind, a.Session.Agreement);
    }

    /// <summary>Somebody on the link gives one end, before each of its turns, all that the other has ever said.</summary>
    [Fact]
    public void OldPacketsWithoutEnd_DoNotHinderTheEnds()
    {
        var (a, b, random, said, inStep) = (new Replica(1, 2), new Replica(2, 1), new Random(11), new List<byte[]>(), 0);
        for (var round = 0; round < 200; round++)
        {
            if (round is 0 or 100)
                a.AddRandom(random, 90);
            foreach (var packet in a.Session.NextPackets(4000))
                b.Session.Receive(packet);
            said.AddRange(b.Session.NextPackets(4000));
            said.ForEach(packet => a.Session.Receive(packet));
            inStep += a.Session.Agreement == KnowledgeAgreement.InStep && b.Session.Agreement == KnowledgeAgreement.InStep ? 1 : 0;
        }
        Assert.True(b.Has(a));
        Assert.InRange(inStep, 100, 200);
    }

    /// <summary>Three ends in a ring, a session for each pair.</summary>
    [Fact]
    public void ThreeEnds_ComeIntoStep()
    {
        var (sets, random) = (new[] { new MemoryRecordSet(), new(), new() }, new Random(6));
        var pairs = new[] { (0, 1), (1, 2), (2, 0) }.Select(pair => (new Replica(1, 2, 512, sets[pair.Item1]), new Replica(2, 1, 512, sets[pair.Item2]))).ToArray();
        for (var i = 0; i < 300; i++)
            pairs[i % 3].Item1.AddRandom(random, 100);
        for (var round = 0; round < 400; round++)
        {
            foreach (var (a, b) in pairs)
                Round(a, b, () => random.Next(10) >= 3, 4000);
        }
        Assert.All(pairs, pair => Assert.Equal((KnowledgeAgreement.InStep, 300), (pair.Item1.Session.Agreement, pair.Item1.Records.Ids.Count)));
    }

    [Fact]
    public void BytesOfPackets_AreThoseThatAreCounted()
    {
        var (a, b, random, sum, count) = (new Replica(1, 2), new Replica(2, 1), new Random(7), 0L, 0);
        for (var i = 0; i < 200; i++)
            a.AddRandom(random, random.Next(800));
        for (var round = 0; round < 100; round++)
        {
            foreach (var packet in a.Session.NextPackets(2000))
            {
                (sum, count) = (sum + packet.Length, count + 1);
                b.Session.Receive(packet);
            }
            Assert.InRange(sum, 0, 2000L * (round + 1));
            foreach (var packet in b.Session.NextPackets(2000))
                a.Session.Receive(packet);
        }
        Assert.True(a.Has(b));
        Assert.Equal((sum, count), (a.Session.Sent.Total, a.Session.Sent.Packets));
        Assert.InRange(a.Session.Sent.Records, a.Records.Ids.Sum(id => (long)a.Records.Read(id)!.Length), sum);
    }

    [Fact]
    public void PacketsOfOthers_AreDropped()
    {
        var (a, b, stranger) = (new Replica(1, 2), new Replica(2, 1), new Synchroniser(new MemoryRecordSet(), new SynchroniserOptions { Self = 2, Peer = 1, Incarnation = 9, Key = new byte[] { 1, 2, 4 } }));
        var packet = Assert.Single(a.Session.NextPackets(1000));
        Assert.False(a.Session.Receive(packet), "its own");
        Assert.False(a.Session.Receive(Assert.Single(stranger.NextPackets(1000))), "another key");
        Assert.True(b.Session.Receive(packet));
        Assert.Equal(KnowledgeAgreement.Unknown, a.Session.Agreement);
    }

    /// <summary>Messages of chance with a right tag: nothing is thrown, nothing is stored that did not come whole.</summary>
    [Fact]
    public void HostileMessages_DoNoHarm()
    {
        var (a, random) = (new Replica(1, 2), new Random(8));
        for (var i = 0; i < 100; i++)
            a.AddRandom(random, 50);
        for (var i = 0; i < 20_000; i++)
        {
            var packet = new byte[random.Next(SyncPacket.Overhead, 200)];
            random.NextBytes(packet);
            SyncPacket.WriteHead(packet);
            if (packet.Length > SyncPacket.Overhead)
                packet[SyncPacket.HeadBytes] = (byte)random.Next(9);
            if (packet.Length > SyncPacket.Overhead && packet[SyncPacket.HeadBytes] == (byte)SyncMessageType.Record)
                continue;
            SyncPacket.Seal(packet, [1, 2, 3], 2);
            a.Session.Receive(packet);
        }
        _ = a.Session.NextPackets(1 << 20);
        Assert.NotEqual(KnowledgeAgreement.InStep, a.Session.Agreement);
    }

    [Fact]
    public void Fragments_AreBoundedAndChecked()
    {
        var (reassembler, random) = (new Reassembler(), new Random(9));
        Assert.Null(reassembler.Add(1, uint.MaxValue, 0, [1]));
        Assert.Null(reassembler.Add(1, 100, 99, [1, 2]));
        Assert.Empty(reassembler.Begun);
        for (var i = 0ul; i < 200_000; i++)
            reassembler.Add(i, Reassembler.MaxRecord, random.Next(1000), new byte[60]);
        Assert.InRange(reassembler.Begun.Count, 1000, 8 * Reassembler.MaxRecord / 60);
        var record = RandomNumberGenerator.GetBytes(100);
        Assert.Null(reassembler.Add(7, 100, 50, record.AsSpan(50)));
        Assert.Null(reassembler.Add(7, 100, 0, record.AsSpan(0, 70)));
        Assert.Null(reassembler.Find(7));
        var head = IdPrefix.HeadOf(KnowledgeId.Of(record));
        Assert.Null(reassembler.Add(head, 100, 50, record.AsSpan(50)));
        Assert.Equal(record, reassembler.Add(head, 100, 0, record.AsSpan(0, 70)));
    }

    [Fact]
    public void WrongOptions_AreNamed()
    {
        var good = new SynchroniserOptions { Self = 1, Peer = 2, Incarnation = 1 };
        foreach (var (options, word) in new[] { (good with { MaxPacket = 255 }, "255"), (good with { Peer = 1 }, "different"), (good with { Patience = 0 }, "patience") })
            Assert.Contains(word, Assert.Throws<SemComException>(() => new Synchroniser(new MemoryRecordSet(), options)).Message, StringComparison.Ordinal);
    }

    private static int Run(Replica a, Replica b, Func<bool> arrives, int budget)
    {
        for (var round = 1; round < 2000; round++)
        {
            Round(a, b, arrives, budget);
            if (a.Session.Agreement == KnowledgeAgreement.InStep && b.Session.Agreement == KnowledgeAgreement.InStep)
                return round;
        }
        throw new InvalidOperationException("the ends did not come into step");
    }

    private static void Round(Replica a, Replica b, Func<bool> arrives, int budget)
    {
        foreach (var packet in a.Session.NextPackets(budget).Where(_ => arrives()))
            b.Session.Receive(packet);
        foreach (var packet in b.Session.NextPackets(budget).Where(_ => arrives()))
            a.Session.Receive(packet);
    }
}
