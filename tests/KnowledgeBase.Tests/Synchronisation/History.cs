namespace SemCom.Knowledge.Tests.Synchronisation;

/// <summary>Two replicas and whatever a link may do to their packets, told by numbers. It knows what really is, and checks after every step that no end claims more than that.</summary>
internal sealed class History
{
    public const int Steps = 16;

    private readonly Replica[] _ends = [new(1, 2), new(2, 1)];
    private readonly List<byte[]>[] _link = [[], []];
    private readonly bool[] _wasEqual = [true, true];
    private readonly int[] _counts = [0, 0];

    /// <summary>Steps after which an end said that it was in step, with records, and those after which both did.</summary>
    public (int One, int Both) Claims { get; private set; }

    public Replica A => _ends[0];

    public Replica B => _ends[1];

    /// <summary>One step: its kind is the number modulo <see cref="Steps"/>, the rest is chance.</summary>
    public void Step(int number)
    {
        var (kind, random) = (number % Steps, new Random(number / Steps));
        var end = random.Next(2);
        switch (kind)
        {
            case 0:
                _ends[end].AddRandom(random, random.Next(8) == 0 ? random.Next(2000) : random.Next(1, 60));
                break;
            case 1:
                _ends[end].Restart();
                _wasEqual[end] = false;
                break;
            case < 4:
                Send(end, random, random.Next(3000));
                break;
            case < 8:
                Deliver(end, random, random.Next(1, 6));
                break;
            default:
                for (var turns = random.Next(2, 10); turns > 0; turns--, end = 1 - end)
                {
                    Send(end, random, 3000);
                    Deliver(1 - end, random, _link[1 - end].Count);
                }
                break;
        }
        Observe();
        var inStep = _ends.Count(e => e.Session.Agreement == KnowledgeAgreement.InStep && e.Records.Ids.Count > 0);
        Claims = (Claims.One + (inStep == 1 ? 1 : 0), Claims.Both + (inStep == 2 ? 1 : 0));
    }

    /// <summary>A link that loses nothing more, until both ends say that they are in step.</summary>
    /// <returns>Rounds that it took.</returns>
    public int Settle(int most)
    {
        for (var round = 0; round < most; round++)
        {
            if (_ends.All(end => end.Session.Agreement == KnowledgeAgreement.InStep))
                return round;
            foreach (var end in (int[])[0, 1])
            {
                var packets = _ends[end].Session.NextPackets(4096).ToList();
                Assert.Equal(packets.Count, _ends[1 - end].Session.ReceiveAll(packets));
                Observe();
            }
        }
        return most;
    }

    private void Send(int end, Random random, int budget)
    {
        foreach (var packet in _ends[end].Session.NextPackets(budget))
        {
            Assert.InRange(packet.Length, 1, 256);
            for (var copies = random.Next(6) == 0 ? 0 : random.Next(4) == 0 ? 2 : 1; copies > 0; copies--)
                _link[1 - end].Add(packet);
        }
    }

    /// <summary>Delivers packets in any order, and keeps some of them to be delivered again.</summary>
    private void Deliver(int end, Random random, int count)
    {
        var waiting = _link[end];
        for (; count > 0 && waiting.Count > 0; count--)
        {
            var place = random.Next(waiting.Count);
            var packet = waiting[place].ToArray();
            if (random.Next(8) != 0)
                waiting.RemoveAt(place);
            if (random.Next(10) == 0)
            {
                packet[random.Next(packet.Length)] ^= (byte)random.Next(1, 256);
                Assert.False(_ends[end].Session.Receive(packet));
            }
            else
            {
                Assert.True(_ends[end].Session.Receive(packet));
            }
            Observe();
        }
    }

    private void Observe()
    {
        var equal = A.Has(B);
        for (var end = 0; end < 2; end++)
        {
            var count = _ends[end].Records.Ids.Count;
            _wasEqual[end] = equal || (_wasEqual[end] && count == _counts[end]);
            _counts[end] = count;
            Assert.True(_ends[end].Session.Agreement != KnowledgeAgreement.InStep || _wasEqual[end], "an end says that it is in step, and the sets have not been equal since its own changed");
        }
        Assert.True(equal || _ends.Any(end => end.Session.Agreement != KnowledgeAgreement.InStep), "both ends say that they are in step, and they are not");
    }
}
