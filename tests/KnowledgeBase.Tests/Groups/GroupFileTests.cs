namespace SemCom.Knowledge.Tests.Groups;

public sealed class GroupFileTests : IDisposable
{
    private readonly Club _club = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("semcom-groups").FullName;

    [Fact]
    public void ASecret_ReadsBack_AndIsItsOwnersAlone()
    {
        var path = Path.Combine(_folder, "secret");
        _club.Ann.Save(path);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var read = KnowledgeSecret.Load(path);
        Assert.Equal(_club.Ann.PublicKey, read.PublicKey);
        Assert.Equal(_club.Ann.LinkKey(_club.Group.Id, _club.Group.Members[0]), read.LinkKey(_club.Group.Id, _club.Group.Members[0]));
        Assert.Equal(KnowledgeVerdict.Accepted, _club.State(_club.Owner).Apply(_club.Record(read, Club.Put("k", 1))));
        Assert.Contains("new file", Assert.Throws<SemComException>(() => _club.Ann.Save(path)).Message, StringComparison.Ordinal);
        Assert.Equal("KnowledgeSecret", read.ToString());
    }

    [Fact]
    public void ADamagedSecret_IsNamed()
    {
        var (path, other) = (Path.Combine(_folder, "secret"), Path.Combine(_folder, "other"));
        _club.Ann.Save(path);
        var bytes = File.ReadAllBytes(path);
        foreach (var length in Enumerable.Range(0, bytes.Length))
        {
            File.WriteAllBytes(other, bytes[..length]);
            var message = Assert.Throws<SemComException>(() => KnowledgeSecret.Load(other)).Message;
            Assert.StartsWith(other, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
        Assert.Contains("cannot be read", Assert.Throws<SemComException>(() => KnowledgeSecret.Load(Path.Combine(_folder, "none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADescription_ReadsBack()
    {
        var path = Path.Combine(_folder, "group");
        _club.Group.Save(path);
        var read = KnowledgeGroup.Load(path);
        Assert.Equal((_club.Group.Id, "club", 4), (read.Id, read.Name, read.Version));
        Assert.Equal(_club.Group.Members.Select(member => (member.Name, member.KeyId, member.Role)), read.Members.Select(member => (member.Name, member.KeyId, member.Role)));
        Assert.Equal(_club.Group.Bytes, read.Bytes);
        Assert.Equal(-1, read.Bytes.IndexOf(Club.Keys(_club.Owner, read).Find(read.List.Epochs[0].Key)));
        File.WriteAllBytes(path, [.. read.Bytes[..^1], 0]);
        Assert.StartsWith(path, Assert.Throws<SemComException>(() => KnowledgeGroup.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongKeys_AreNamed()
    {
        Assert.Contains("points of P-256", Assert.Throws<SemComException>(() => new KnowledgeMember("x", new byte[128], KnowledgeRole.Reader)).Message, StringComparison.Ordinal);
        Assert.Contains("points of P-256", Assert.Throws<SemComException>(() => new KnowledgeMember("x", [.. _club.Ann.PublicKey[..64], .. new byte[64]], KnowledgeRole.Reader)).Message, StringComparison.Ordinal);
        Assert.Contains("only owner", Assert.Throws<SemComException>(() => _club.Group.With(new KnowledgeMember("Ann", _club.Ann.PublicKey, KnowledgeRole.Owner), _club.Owner)).Message, StringComparison.Ordinal);
        Assert.Contains("only owner", Assert.Throws<SemComException>(() => _club.Group.With(new KnowledgeMember("owner", _club.Owner.PublicKey, KnowledgeRole.Removed), _club.Owner)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
