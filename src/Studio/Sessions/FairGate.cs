namespace SemCom.Studio;

/// <summary>
/// Lets a bounded number of pictures into the machine at a time. Whoever has fewest in it goes first; among these whoever has waited longest. So a viewer alone may fill the machine, and many share it alike.
/// </summary>
/// <param name="places">Pictures at a time.</param>
internal sealed class FairGate(int places)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(GateMember Member, TaskCompletionSource Entered)> _waiting = new();
    private int _inside;

    /// <summary>Pictures in the machine now.</summary>
    public int Inside
    {
        get
        {
            lock (_lock)
                return _inside;
        }
    }

    /// <summary>Waits for a place; it must be given back with <see cref="Leave"/>.</summary>
    public async ValueTask EnterAsync(GateMember member, CancellationToken cancellationToken)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<(GateMember, TaskCompletionSource)> node;
        lock (_lock)
        {
            node = _waiting.AddLast((member, entered));
            Admit();
        }
        var registration = cancellationToken.UnsafeRegister(_ => Abandon(node, entered), null);
        await using (registration.ConfigureAwait(false))
            await entered.Task.ConfigureAwait(false);
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(GateMember member)
    {
        lock (_lock)
        {
            member.Inside--;
            _inside--;
            Admit();
        }
    }

    private void Abandon(LinkedListNode<(GateMember, TaskCompletionSource)> node, TaskCompletionSource entered)
    {
        lock (_lock)
        {
            if (node.List is not null)
            {
                _waiting.Remove(node);
                entered.SetCanceled();
            }
        }
    }

    private void Admit()
    {
        while (_inside < places && Next() is { } node)
        {
            _waiting.Remove(node);
            _inside++;
            node.Value.Member.Inside++;
            node.Value.Entered.SetResult();
        }
    }

    private LinkedListNode<(GateMember Member, TaskCompletionSource Entered)>? Next()
    {
        LinkedListNode<(GateMember Member, TaskCompletionSource Entered)>? best = null;
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (best is null || node.Value.Member.Inside < best.Value.Member.Inside)
                best = node;
        }
        return best;
    }
}

/// <summary>Somebody who passes a gate.</summary>
internal sealed class GateMember
{
    /// <summary>Places that it has.</summary>
    public int Inside { get; set; }
}
